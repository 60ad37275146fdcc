import type { RemoteMedia } from "../domain/generation.ts";
import type { JsonObject } from "../domain/json.ts";
import type { Micros } from "../domain/money.ts";

/** What was asked of the API, exactly as it goes out. */
export interface TaskRequest {
  readonly model: string;
  readonly input: JsonObject;
}

/** What one answer of the API said about a task. */
export interface Look {
  readonly taskId: string;
  readonly status: "queued" | "processing" | "succeeded" | "failed" | "cancelled";
  /** Null while the API does not say. */
  readonly estimate: Micros | null;
  readonly actual: Micros | null;
  readonly media: readonly RemoteMedia[];
  readonly seed: number | null;
  /** Why it failed, in the API's words; never shown before it was escaped. */
  readonly reason: string | null;
}

/**
 * The API that makes the media. Every method throws one of the three errors: `RetryableError` (`generator.busy`,
 * `generator.unreachable`, `generator.garbled`), `UserError` (`generator.refused`: the person can change the request),
 * `TerminalError` (`generator.unauthorized`, `generator.conflict`, `generator.rejected`, `generator.gone`).
 */
export interface Generator extends AsyncDisposable {
  /** Starts a task. Safe to repeat with the same key: the API answers with the task it already has (P2). */
  start(request: TaskRequest, idempotencyKey: string, signal: AbortSignal): Promise<Look>;
  look(taskId: string, signal: AbortSignal): Promise<Look>;
}
