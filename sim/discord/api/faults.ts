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
  /** How many requests it strikes. Default 1. */
  readonly times?: number;
}

export interface StruckFault {
  /** How many requests it has struck. */
  readonly struck: number;
  cancel(): void;
}

interface Entry {
  readonly fault: Fault;
  struck: number;
  cancelled: boolean;
}

/** The faults still to strike, the oldest first. */
export class FaultBook {
  readonly #entries: Entry[] = [];

  add(fault: Fault): StruckFault {
    const entry: Entry = { fault, struck: 0, cancelled: false };
    this.#entries.push(entry);
    return {
      get struck() {
        return entry.struck;
      },
      cancel() {
        entry.cancelled = true;
      },
    };
  }

  strike(request: RequestRecord): Fault | undefined {
    const entry = this.#entries.find((candidate) => fits(candidate, request));
    if (!entry) return undefined;
    entry.struck += 1;
    return entry.fault;
  }
}

function fits({ fault, struck, cancelled }: Entry, { method, route, files }: RequestRecord): boolean {
  if (cancelled || struck >= (fault.times ?? 1)) return false;
  if (fault.uploads !== undefined && fault.uploads !== files.length > 0) return false;
  return (fault.method ?? method).toUpperCase() === method && fault.route.test(route);
}
