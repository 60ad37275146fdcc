import type { RemoteMedia } from "../domain/generation.ts";
import type { JsonObject } from "../domain/json.ts";
import type { Micros } from "../domain/money/money.ts";

/** The body of a request for a task, exactly as it is sent. */
export interface TaskRequest {
  readonly model: string;
  readonly input: JsonObject;
}

export type CostField = "cost_estimate" | "cost_actual";

/** A task's state, as one answer of the API reported it. */
export interface TaskReport {
  readonly taskId: string;
  readonly status: "queued" | "processing" | "succeeded" | "failed" | "cancelled";
  /** Null while the API does not say. */
  readonly estimate: Micros | null;
  readonly actual: Micros | null;
  /** Amounts that were named and cannot be read: they are null above. */
  readonly unclear: readonly CostField[];
  readonly media: readonly RemoteMedia[];
  /** Number of results reported without a readable address; `media` does not have them. */
  readonly unreadable: number;
  readonly seed: number | null;
  /** Why it failed, in the API's words. Escape it before showing it. */
  readonly reason: string | null;
}

/**
 * The API that makes the media. Every method throws one of the three errors, or the signal's reason once it aborted:
 *
 * - `RetryableError`: `generator.not_sent` (nothing has left this machine), `generator.busy` (429, 5xx),
 *   `generator.unreachable` (no answer), `generator.garbled` (not the API's kind of answer), `generator.unknown_status`,
 *   and of a start `generator.conflict`: its key is known already. A repeated poll or start may succeed; the caller counts
 *   the attempts.
 * - `UserError`: `generator.refused`; the API's own words are in `detail.reason`, for the person and for no log.
 * - `TerminalError`: `generator.unauthorized`, `generator.no_credit`, `generator.model_gone`, `generator.rejected`, and of
 *   a poll `generator.gone`: unknown to the API, for good or not yet.
 */
export interface Generator extends AsyncDisposable {
  /** Asks once for a task. Safe to repeat with the same key: the API answers with the task it already has (P2). */
  start(request: TaskRequest, idempotencyKey: string, signal: AbortSignal): Promise<TaskReport>;
  /** Reads a task's state. One that succeeded may have fewer media than were asked for, even none. */
  poll(taskId: string, signal: AbortSignal): Promise<TaskReport>;
  /**
   * Follows the task's event stream and calls `onMove` on each event; a poll then tells what happened. Resolves when the
   * stream ends, or at once if the API has none. Never rejects.
   */
  follow(taskId: string, onMove: () => void, signal: AbortSignal): Promise<void>;
}
