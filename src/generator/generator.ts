import type { RemoteMedia } from "../domain/generation.ts";
import type { JsonObject } from "../domain/json.ts";
import type { Micros } from "../domain/money/money.ts";

/** What was asked of the API, exactly as it goes out. */
export interface TaskRequest {
  readonly model: string;
  readonly input: JsonObject;
}

/** What one answer of the API said about a task. */
export interface TaskReport {
  readonly taskId: string;
  readonly status: "queued" | "processing" | "succeeded" | "failed" | "cancelled";
  /** Null while the API does not say. */
  readonly estimate: Micros | null;
  readonly actual: Micros | null;
  readonly media: readonly RemoteMedia[];
  /** Results that were told of, but not in a way that leads to them: they are not in `media`. */
  readonly unreadable: number;
  readonly seed: number | null;
  /** Why it failed, in the API's words; never shown before it was escaped. */
  readonly reason: string | null;
}

/**
 * The API that makes the media. Every method throws one of the three errors, or the signal's reason once it aborted:
 *
 * - `RetryableError`: `generator.busy` (429, 5xx), `generator.unreachable`, `generator.garbled` (not the API's kind of
 *   answer), `generator.unknown_status`. A repeated poll or start may fare better; the caller counts.
 * - `UserError`: `generator.refused`; the API's own words are in `detail.reason`, for the person and for no log.
 * - `TerminalError`: `generator.unauthorized`, `generator.no_credit`, `generator.conflict`, `generator.model_gone`,
 *   `generator.rejected`, and of a poll `generator.gone`: unknown to the API, for good or not yet. Of a start,
 *   `detail.unanswered` is true when an earlier attempt had no clear answer: a task may exist.
 */
export interface Generator extends AsyncDisposable {
  /** Starts a task. Safe to repeat with the same key: the API answers with the task it already has (P2). */
  start(request: TaskRequest, idempotencyKey: string, signal: AbortSignal): Promise<TaskReport>;
  /** A task that succeeded has its media here, possibly fewer than were asked for, possibly none. */
  poll(taskId: string, signal: AbortSignal): Promise<TaskReport>;
  /**
   * Calls `onMove` whenever the API says by itself that something moved: what, only a poll can tell. Resolves once it
   * will say no more, at once where it never does. It never rejects.
   */
  follow(taskId: string, onMove: () => void, signal: AbortSignal): Promise<void>;
}
