import { clip, oneLine } from "../../domain/text/clip.ts";
import type { Json } from "../../domain/json.ts";
import { asObject, asText, isArray } from "./read-json.ts";

/** What an error's body says. The API documents no shape, so several are read. */
export interface Fault {
  /** Error code such as `invalid_input`; null if there is none. */
  readonly code: string | null;
  /** The field the API blames. */
  readonly field: string | null;
  /** In the API's words, clipped to what a card can show. */
  readonly reason: string | null;
}

/** Long enough for any sentence that helps, short enough for a card. */
const REASON_CHARS = 300;

/** A code is a single word, so that no sentence or secret passes for one. */
const CODE = /^[a-z][\w.-]{0,59}$/i;

export function parseFault(body: Json | undefined): Fault {
  const answer = asObject(body);
  const list = answer?.["errors"];
  const error = asObject(answer?.["error"]) ?? asObject(isArray(list) ? list[0] : undefined);
  const code = asText(error?.["code"]) ?? asText(error?.["type"]) ?? asText(answer?.["code"]);
  const reason =
    asText(error?.["message"]) ??
    asText(error?.["detail"]) ??
    asText(answer?.["error"]) ??
    asText(answer?.["failure_reason"]) ??
    asText(answer?.["message"]) ??
    asText(answer?.["detail"]);
  return {
    code: code !== null && CODE.test(code) ? code : null,
    field: asText(error?.["param"]) ?? asText(error?.["field"]) ?? asText(answer?.["param"]),
    reason: reason === null ? null : readable(reason),
  };
}

/** One line, without control characters. */
const readable = (text: string): string => clip(oneLine(text.replace(/\p{Cc}+/gu, " ")), REASON_CHARS);
