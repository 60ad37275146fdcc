import type { SimTaskError, TaskStatus } from "./task.ts";
import type { TaskRecord } from "./task-record.ts";

export interface Outcome {
  readonly status: Extract<TaskStatus, "succeeded" | "failed" | "cancelled">;
  readonly error?: SimTaskError;
}

export const GENERATION_FAILED: SimTaskError = {
  code: "generation_failed",
  message: "The model could not finish this task.",
};

const CONTENT_REFUSED: SimTaskError = {
  code: "content_policy_violation",
  message: "The prompt or a reference was refused by the content policy.",
};

/** The end that a task's faults have in store for it. */
export function outcomeOf(task: TaskRecord): Outcome {
  if (task.fault("cancel")) return { status: "cancelled" };
  if (task.fault("refuse-content")) return { status: "failed", error: CONTENT_REFUSED };
  const failure = task.fault("fail");
  if (!failure) return { status: "succeeded" };
  const { code = GENERATION_FAILED.code, message = GENERATION_FAILED.message } = failure;
  return { status: "failed", error: { code, message } };
}
