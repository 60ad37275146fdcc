import type { RequestRecord } from "./requests.ts";

/** What happens to a request instead of its answer. */
export interface Fault {
  /** As in `RequestRecord.method`; a pattern is tried on it. Default: any. */
  readonly method?: string | RegExp;
  /** Only requests with a token of this workspace. */
  readonly workspaceId?: string;
  /** `{"ok":false,"error":…}`; nothing is applied. */
  readonly error?: string;
  /** Default 200, or 429 when the error is "ratelimited". Without an `error` or a `body`, an empty answer. */
  readonly status?: number;
  /** JSON. */
  readonly body?: unknown;
  /** What a proxy before Slack answers with. */
  readonly html?: string;
  /** A 429 without one gets `Retry-After: 1`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Loses the connection: "before" applies nothing, "after" applies the effect and loses the answer. */
  readonly drop?: "before" | "after";
  /** Real milliseconds before the request is looked at. */
  readonly delayMs?: number;
  /** The request is not looked at until this resolves. */
  readonly until?: Promise<unknown>;
  /** Of files.completeUploadExternal: it answers well, and the file is never shared. */
  readonly neverShared?: boolean;
  /** How many requests it is applied to. Default 1. */
  readonly times?: number;
}

/** Whether the request is one that the fault is meant for. */
export function fits(fault: Fault, { method, workspaceId }: RequestRecord): boolean {
  if (fault.workspaceId !== undefined && fault.workspaceId !== workspaceId) return false;
  if (fault.method === undefined) return true;
  return typeof fault.method === "string" ? fault.method === method : fault.method.test(method);
}
