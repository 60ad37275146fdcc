/** Rate limit for this process's requests to the API (`API_RATE`): every request waits here first. */
export interface Pacer {
  /** Resolves when the next request may go out, or at once when `signal` aborts. It never rejects. */
  wait(signal: AbortSignal): Promise<void>;
  /** Like `wait`, for polls: these also wait while a `pause` lasts. */
  waitToPoll(signal: AbortSignal): Promise<void>;
  /** Stops all polls for `ms`, after a 429 or `Retry-After`. A shorter pause never shortens a longer one. */
  pause(ms: number): void;
}
