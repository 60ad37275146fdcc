import type { RequestRecord } from "./requests.ts";

/** What happens to a request instead of its answer. */
export interface Fault {
  readonly method?: string;
  /** Tried on `RequestRecord.route`. */
  readonly route: RegExp;
  /** Only requests that carry files, or only those that do not. Default: both. */
  readonly uploads?: boolean;
  /** The answer's status; nothing is applied. Default 500 when there is a `body` or `html`. */
  readonly status?: number;
  /** JSON. */
  readonly body?: unknown;
  /** What a proxy before Discord answers with. */
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Loses the connection: "before" applies nothing, "after" applies the effect and loses the answer. */
  readonly drop?: "before" | "after";
  /** Real milliseconds before the request is looked at. */
  readonly delayMs?: number;
  /** The request is not looked at until this resolves. */
  readonly until?: Promise<unknown>;
  /** How many requests it is applied to. Default 1. */
  readonly times?: number;
}

/** Whether the request is one that the fault is meant for. */
export function fits(fault: Fault, { method, route, files }: RequestRecord): boolean {
  if (fault.uploads !== undefined && fault.uploads !== files.length > 0) return false;
  return (fault.method ?? method).toUpperCase() === method && fault.route.test(route);
}
