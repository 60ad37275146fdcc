import { clip, oneLine } from "../../domain/text/clip.ts";
import type { Json, JsonObject } from "../../domain/json.ts";
import { asObject, asText, isArray } from "./read-json.ts";

/** What an error's body says. The API documents no shape, so several are read. */
export interface Fault {
  /** Error code such as `invalid_input`; null if there is none. */
  readonly code: string | null;
  /** HTTP status that the body names, from 400 on; null if it names none. */
  readonly status: number | null;
  /** The field the API blames. */
  readonly field: string | null;
  /** In the API's words, clipped to what a card can show, without the addresses it quotes. */
  readonly reason: string | null;
}

/** Long enough for any sentence that helps, short enough for a card. */
const REASON_CHARS = 300;
/** Reasons of a list that are told: the first usually causes the others. */
const REASONS = 3;

/** A code is a single word, so that no sentence or secret passes for one. */
const CODE = /^[a-z][\w.-]{0,59}$/i;

export function parseFault(body: Json | undefined): Fault {
  const answer = asObject(body);
  const list = listOf(answer);
  const error = asObject(answer?.["error"]) ?? asObject(list[0]);
  const code = asText(error?.["code"]) ?? asText(error?.["type"]) ?? asText(answer?.["code"]);
  const reason =
    asText(error?.["message"]) ??
    asText(error?.["detail"]) ??
    asText(answer?.["error"]) ??
    asText(answer?.["failure_reason"]) ??
    asText(answer?.["message"]) ??
    asText(answer?.["detail"]);
  const told = list.length > 0 ? list.flatMap(reasonOf).slice(0, REASONS).join("; ") : reason;
  return {
    code: code !== null && CODE.test(code) ? code : null,
    status: [error?.["code"], error?.["status"], answer?.["code"], answer?.["status_code"]].find(isErrorStatus) ?? null,
    field: asText(error?.["param"]) ?? asText(error?.["field"]) ?? asText(answer?.["param"]) ?? fieldOf(error),
    reason: told === null || told === "" ? null : readable(told),
  };
}

/** Whether a body that names no task tells of an error, whatever status it came with. */
export function isError(body: Json | undefined): boolean {
  const answer = asObject(body);
  const { error = null, success, code } = answer ?? {};
  return (
    (error !== null && error !== "" && error !== false) ||
    success === false ||
    isErrorStatus(code) ||
    listOf(answer).length > 0
  );
}

const isErrorStatus = (json: Json | undefined): json is number =>
  typeof json === "number" && json >= 400 && json <= 599 && Number.isInteger(json);

/** `errors`, or the `detail` of common validators: `[{ loc: ["body", "input", "size"], msg: "…" }]`. */
function listOf(answer: JsonObject | null): readonly Json[] {
  const inner = asObject(answer?.["error"]);
  const list = [answer?.["errors"], answer?.["detail"], inner?.["errors"], inner?.["details"]].find(
    (one) => isArray(one) && one.length > 0,
  );
  return isArray(list) ? list : [];
}

function reasonOf(one: Json): readonly string[] {
  const error = asObject(one);
  const text = asText(one) ?? asText(error?.["message"]) ?? asText(error?.["msg"]) ?? asText(error?.["detail"]);
  if (text === null) return [];
  const field = fieldOf(error);
  return [field === null || text.includes(field) ? text : `${field}: ${text}`];
}

/** The last name of a place such as `["body", "input", "size"]`. */
function fieldOf(error: JsonObject | null): string | null {
  const place = error?.["loc"] ?? error?.["path"];
  return isArray(place) ? asText(place.findLast((part) => typeof part === "string")) : null;
}

/** An address may be somebody's signed link, and a data URI is a whole file: the host is enough to know which is meant. */
const readable = (text: string): string =>
  clip(
    oneLine(
      text
        .replaceAll(/\p{Cc}+/gu, " ")
        .replaceAll(/(https?:\/\/[\w.:-]+)[^\s"'<>]*/gi, "$1/…")
        .replaceAll(/data:[\w.+-]+\/[\w.+-]+[;,][^\s"'<>]*/gi, "data:…"),
    ),
    REASON_CHARS,
  );
