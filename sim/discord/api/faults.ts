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

export interface OrderedFault {
  /** How many requests it has been applied to. */
  readonly applied: number;
  cancel(): void;
}

interface Entry {
  readonly fault: Fault;
  applied: number;
  cancelled: boolean;
}

/** The faults still to be applied, the oldest first. */
export class FaultQueue {
  readonly #entries: Entry[] = [];

  add(fault: Fault): OrderedFault {
    const entry: Entry = { fault, applied: 0, cancelled: false };
    this.#entries.push(entry);
    return {
      get applied() {
        return entry.applied;
      },
      cancel() {
        entry.cancelled = true;
      },
    };
  }

  take(request: RequestRecord): Fault | undefined {
    const entry = this.#entries.find((candidate) => fits(candidate, request));
    if (!entry) return undefined;
    entry.applied += 1;
    return entry.fault;
  }
}

function fits({ fault, applied, cancelled }: Entry, { method, route, files }: RequestRecord): boolean {
  if (cancelled || applied >= (fault.times ?? 1)) return false;
  if (fault.uploads !== undefined && fault.uploads !== files.length > 0) return false;
  return (fault.method ?? method).toUpperCase() === method && fault.route.test(route);
}
