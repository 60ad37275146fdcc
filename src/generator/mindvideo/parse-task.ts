import { RetryableError } from "../../domain/errors/errors.ts";
import type { RemoteMedia } from "../../domain/generation.ts";
import type { Json, JsonObject } from "../../domain/json.ts";
import { fromDollars } from "../../domain/money/money.ts";
import type { Micros } from "../../domain/money/money.ts";
import type { TaskReport } from "../generator.ts";
import { garbled } from "./garbled.ts";
import { parseFault } from "./parse-fault.ts";
import { asObject, asText, isArray } from "./read-json.ts";

/** The five states every model is mapped onto: https://api.mindvideo.ai/models/wan2-7-image/docs */
const STATUSES: readonly TaskReport["status"][] = ["queued", "processing", "succeeded", "failed", "cancelled"];

/** Far above any run's price: a larger number is not a price. */
const MOST_DOLLARS = 1_000_000;

/**
 * Reads what an answer says about a task. Ignores undocumented fields.
 * @throws RetryableError `generator.garbled`, `generator.unknown_status`: a later answer may be better
 */
export function parseTask(body: Json | undefined, taskId: string): TaskReport {
  const answer = asObject(body);
  if (answer === null) throw garbled("body");
  // The answer may omit the ID, but must not name another task.
  if ((answer["task_id"] ?? taskId) !== taskId) throw garbled("task_id");
  const status = parseStatus(answer["status"]);
  const output = asObject(answer["output"]) ?? {};
  const found = [...parseMedia(output, "image"), ...parseMedia(output, "video")];
  const media = found.filter((one) => one !== null);
  return {
    taskId,
    status,
    estimate: parseCost(answer, "cost_estimate"),
    actual: parseCost(answer, "cost_actual"),
    media,
    unreadable: found.length - media.length,
    seed: parseSeed(answer["seed"]) ?? parseSeed(output["seed"]),
    reason: status === "failed" || status === "cancelled" ? parseFault(body).reason : null,
  };
}

/**
 * Reads the answer to a POST. If it names a task, unreadable fields do not matter: the first poll will read them.
 * @throws RetryableError `generator.garbled`: no task is named, and the same key asks again (P2)
 */
export function parseStarted(body: Json | undefined): TaskReport {
  const taskId = asText(asObject(body)?.["task_id"]);
  if (taskId === null) throw garbled("task_id");
  try {
    return parseTask(body, taskId);
  } catch (error) {
    if (!(error instanceof RetryableError)) throw error;
    return {
      taskId,
      status: "queued",
      estimate: null,
      actual: null,
      media: [],
      unreadable: 0,
      seed: null,
      reason: null,
    };
  }
}

function parseStatus(json: Json | undefined): TaskReport["status"] {
  const text = asText(json);
  if (text === null) throw garbled("status");
  const status = STATUSES.find((known) => known === text);
  if (status !== undefined) return status;
  // For the operator: clipped to a word, so that nothing else can hide in it.
  throw new RetryableError("generator.unknown_status", { detail: { status: text.slice(0, 40) } });
}

/** Reads US dollars, which the pages show as a JSON number; absent while unknown. */
function parseCost(answer: JsonObject, field: "cost_estimate" | "cost_actual"): Micros | null {
  const json = answer[field] ?? null;
  if (json === null) return null;
  const dollars = typeof json === "string" && /^\d+(\.\d+)?$/.test(json) ? Number(json) : json;
  if (typeof dollars !== "number" || !(dollars >= 0 && dollars <= MOST_DOLLARS)) throw garbled(field);
  return fromDollars(dollars);
}

/**
 * Reads the results. `url` is a string on the pages, and an array of strings in the upstream's newest sample. An unreadable
 * one becomes null, so that a bad address does not hide the others, which are paid for as well (P5).
 */
function parseMedia(output: JsonObject, kind: RemoteMedia["kind"]): readonly (RemoteMedia | null)[] {
  const list = output[`${kind}s`] ?? [];
  if (!isArray(list)) return [null];
  return list.flatMap((item) => {
    const url = asObject(item)?.["url"] ?? (typeof item === "string" ? item : []);
    return (isArray(url) ? url : [url]).map((one) =>
      typeof one === "string" && /^https?:/i.test(one) && URL.canParse(one) ? { kind, url: one } : null,
    );
  });
}

const parseSeed = (json: Json | undefined): number | null => {
  const seed = typeof json === "string" && /^\d+$/.test(json) ? Number(json) : json;
  return typeof seed === "number" && Number.isSafeInteger(seed) ? seed : null;
};
