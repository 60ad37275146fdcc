import { RetryableError } from "../../domain/errors/errors.ts";
import type { Json, JsonObject } from "../../domain/json.ts";
import { fromDollars } from "../../domain/money/money.ts";
import type { Micros } from "../../domain/money/money.ts";
import type { CostField, TaskReport } from "../generator.ts";
import { garbled } from "./garbled.ts";
import { parseFault } from "./parse-fault.ts";
import { parseMedia } from "./parse-media.ts";
import { asObject, asText } from "./read-json.ts";

/**
 * The five states every model is mapped onto (https://api.mindvideo.ai/models/wan2-7-image/docs), each with the words
 * that other APIs of this field have for it: a mapping that was forgotten must not lose a result.
 */
const STATUSES: Readonly<Record<TaskReport["status"], readonly string[]>> = {
  queued: ["queued", "pending", "submitted", "waiting", "created", "starting"],
  processing: ["processing", "running", "in_progress", "generating", "working"],
  succeeded: ["succeeded", "success", "completed", "complete", "done", "finished"],
  failed: ["failed", "failure", "error", "errored"],
  cancelled: ["cancelled", "canceled", "aborted"],
};

/** Far above any run's price: a larger number is not a price. */
const MOST_DOLLARS = 1_000_000;

/**
 * Reads what an answer says about a task. Ignores undocumented fields. Money is read for itself: an amount that cannot be
 * read is named in `unclear`, and hides neither the state nor the results.
 * @throws RetryableError `generator.garbled`, `generator.unknown_status`: a later answer may be better
 */
export function parseTask(body: Json | undefined, taskId: string): TaskReport {
  const answer = asObject(body);
  if (answer === null) throw garbled("body");
  // The answer may omit the ID, but must not name another task.
  if (idOf(answer) !== null && idOf(answer) !== taskId) throw garbled("task_id");
  const status = parseStatus(answer["status"]);
  const estimate = parseCost(answer["cost_estimate"]);
  const actual = parseCost(answer["cost_actual"]);
  return {
    taskId,
    status,
    estimate: estimate === "unclear" ? null : estimate,
    actual: actual === "unclear" ? null : actual,
    unclear: [
      ...(estimate === "unclear" ? (["cost_estimate"] satisfies CostField[]) : []),
      ...(actual === "unclear" ? (["cost_actual"] satisfies CostField[]) : []),
    ],
    ...parseMedia(answer),
    seed: parseSeed(answer["seed"]) ?? parseSeed(asObject(answer["output"])?.["seed"]),
    reason: status === "failed" || status === "cancelled" ? parseFault(body).reason : null,
  };
}

/**
 * Reads the answer to a POST. If it names a task, unreadable fields do not matter: the first poll will read them. Null: no
 * task is named.
 */
export function parseStarted(body: Json | undefined): TaskReport | null {
  const answer = asObject(body);
  const taskId = answer === null ? null : idOf(answer);
  if (answer === null || taskId === null) return null;
  try {
    return parseTask(body, taskId);
  } catch (error) {
    if (!(error instanceof RetryableError)) throw error;
    return parseTask({ ...answer, status: "queued" }, taskId);
  }
}

function idOf(answer: JsonObject): string | null {
  const id = answer["task_id"];
  return typeof id === "number" ? String(id) : asText(id);
}

function parseStatus(json: Json | undefined): TaskReport["status"] {
  const text = asText(json);
  if (text === null) throw garbled("status");
  const word = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");
  for (const status of ["queued", "processing", "succeeded", "failed", "cancelled"] as const)
    if (STATUSES[status].includes(word)) return status;
  // For the operator: clipped to a word, so that nothing else can hide in it.
  throw new RetryableError("generator.unknown_status", { detail: { status: text.slice(0, 40) } });
}

/** Reads US dollars, which the pages show as a JSON number. Null while unknown. */
function parseCost(json: Json | undefined): Micros | null | "unclear" {
  if (json === undefined || json === null) return null;
  const dollars = typeof json === "string" && /^\d+(\.\d+)?$/.test(json) ? Number(json) : json;
  return typeof dollars === "number" && dollars >= 0 && dollars <= MOST_DOLLARS ? fromDollars(dollars) : "unclear";
}

const parseSeed = (json: Json | undefined): number | null => {
  const seed = typeof json === "string" && /^\d+$/.test(json) ? Number(json) : json;
  return typeof seed === "number" && Number.isSafeInteger(seed) ? seed : null;
};
