/** The API's one gate for this process: every request, of whatever task, goes through it (`API_RATE`). */
export interface Pacer {
  /** Resolves when the next request may go out, or at once when `signal` aborts. It never rejects. */
  wait(signal: AbortSignal): Promise<void>;
  /** The same for what can wait: a poll of a task, which also keeps to the quiet that the API asked for. */
  waitToPoll(signal: AbortSignal): Promise<void>;
  /** No polls for `ms`: the API said 429 or `Retry-After`. A shorter pause never cuts a longer one. */
  pause(ms: number): void;
}
