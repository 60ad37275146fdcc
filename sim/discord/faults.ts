/** What happens to a request instead of its answer. */
export interface Fault {
  readonly method?: string;
  /** Tried on `RequestRecord.route`. */
  readonly route: RegExp;
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
