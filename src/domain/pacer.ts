/** What a request does: begin a task, or look at one. What the API says to one kind does not hold for the other. */
type RequestKind = "start" | "poll";

/** Rate limit for this process's requests to the API (`API_RATE`): every request waits here first. */
export interface Pacer {
  /** Resolves when the next request may go out, or at once when `signal` aborts. It never rejects. */
  wait(signal: AbortSignal): Promise<void>;
  /** Like `wait`, for requests of a kind that the API may have asked to be quiet: after a pause one goes first, alone. */
  waitFor(kind: RequestKind, signal: AbortSignal): Promise<void>;
  /** Stops requests of this kind for `ms`, after a 429 or `Retry-After`. A shorter pause never shortens a longer one. */
  pause(kind: RequestKind, ms: number): void;
  /** The API has answered a request of this kind and asked for no pause. */
  answered(kind: RequestKind): void;
}
