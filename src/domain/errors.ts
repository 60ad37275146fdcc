// Errors are told apart by what happens next, not by where they came from. `code` is stable and is what wording.ts turns
// into a sentence; `detail` is data for that sentence and for the log; nobody ever reads `message`.

export interface ErrorOptions {
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

export class BotError extends Error {
  readonly code: string;
  readonly detail: Readonly<Record<string, unknown>>;

  constructor(code: string, { detail = {}, cause }: ErrorOptions = {}) {
    super(code, { cause });
    this.name = new.target.name;
    this.code = code;
    this.detail = detail;
  }
}

/** The person can fix it: say what was wrong, hold nothing, do not retry. */
export class UserError extends BotError {}

/** Time can fix it: try again, no sooner than `retryAfterMs`. */
export class RetryableError extends BotError {
  readonly retryAfterMs: number | null;

  constructor(code: string, options: ErrorOptions & { readonly retryAfterMs?: number | null } = {}) {
    super(code, options);
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

/** Nobody can fix it: end the work, say so to the person, tell the operator. */
export class TerminalError extends BotError {}

/** What an unforeseen throw becomes: a bug, told as such and never silently retried. */
export const asBotError = (error: unknown): BotError =>
  error instanceof BotError ? error : new TerminalError("internal", { cause: error });
