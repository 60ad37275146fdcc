// Errors are told apart by what happens next, not by where they came from. `code` is stable and is what wording/ turns into a
// sentence; `detail` is data for that sentence and for the log; nobody ever reads `message`.

import type { Code, Details, None, RetryableCode, TerminalCode, UserCode } from "./details.ts";

interface Common {
  readonly cause?: unknown;
}

interface Wait {
  /** Milliseconds that the other side asked for; null: it did not say. */
  readonly retryAfterMs?: number | null;
}

/** The options may be left out where the code needs no detail. */
type Options<C extends Code, More = Common> = None extends Details[C]
  ? [options?: { readonly detail?: Details[C] } & More]
  : [options: { readonly detail: Details[C] } & More];

/** Base of the three errors below. Only those are thrown. */
export abstract class BotError<C extends Code = Code> extends Error {
  readonly code: C;
  readonly detail: Details[C];

  constructor(code: C, { detail, cause }: Common & { readonly detail?: Details[C] } = {}) {
    super(code, { cause });
    this.name = new.target.name;
    this.code = code;
    this.detail = detail ?? ({} as Details[C]);
  }
}

/** The person can fix it: say what was wrong, hold nothing, do not retry. */
export class UserError<C extends UserCode = UserCode> extends BotError<C> {
  constructor(code: C, ...[options]: Options<C>) {
    super(code, options);
  }
}

/** Time can fix it: try again, no sooner than `retryAfterMs`. */
export class RetryableError<C extends RetryableCode = RetryableCode> extends BotError<C> {
  readonly retryAfterMs: number | null;

  constructor(code: C, ...[options]: Options<C, Common & Wait>) {
    super(code, options);
    this.retryAfterMs = options?.retryAfterMs ?? null;
  }
}

/** Nobody can fix it: end the work, say so to the person, tell the operator. */
export class TerminalError<C extends TerminalCode = TerminalCode> extends BotError<C> {
  constructor(code: C, ...[options]: Options<C>) {
    super(code, options);
  }
}

/** True for a `BotError` with one of these codes; narrows its `detail` to theirs. */
export const isFault = <C extends Code>(error: unknown, ...codes: readonly C[]): error is BotError<C> =>
  error instanceof BotError && codes.some((code) => code === error.code);

/** Turns anything unforeseen into `internal`: a bug, which is reported and never silently retried. */
export const asBotError = (error: unknown): BotError =>
  error instanceof BotError ? error : new TerminalError("internal", { cause: error });
