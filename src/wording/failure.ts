import { oneLine } from "../domain/text/clip.ts";
import type { Code } from "../domain/errors/details.ts";
import { quoted } from "./quoted.ts";
import type { Text } from "./text.ts";

/** Why there is no result: a card's words, and a refusal's where nothing better is known. `reason` is the API's own. */
export function sayFailure(endingCode: string, reason: string | null): Text {
  const sentence = hasWords(endingCode) ? FAILURES[endingCode] : (FAMILIES[endingCode.split(".")[0] ?? ""] ?? INSIDE);
  return reason === null || oneLine(reason) === ""
    ? [sentence]
    : [sentence, ` It says: ${quoted(reason, REASON_CHARS)}`];
}

const REASON_CHARS = 300;

/** What a run can end with: an error of ours, what the API said of the task, or a platform that is not configured. */
type EndingCode =
  | Extract<Code, `generator.${string}` | `file.${string}` | `media.${string}` | `reply.${string}`>
  | "generator.cancelled"
  | "generator.failed"
  | "generator.no_media"
  | "run.stale"
  | "guild.not_installed"
  | "internal"
  | "reply.platform_off";

const hasWords = (endingCode: string): endingCode is EndingCode => Object.hasOwn(FAILURES, endingCode);

const INSIDE = "Something went wrong inside the bot. The bot's owner can find details in the log.";
const ODD_ANSWER = "The bot does not understand what MindVideo answered. The bot's owner can find details in the log.";
const FILE_CLOSED = "An uploaded file could not be read: the bot is not connected to where it was uploaded.";
const NOT_FETCHED = "The result was made, but could not be fetched.";
const NOT_TAKEN = "The result was made, but the chat did not take it.";

/** Of codes that a row from another version can have. */
const FAMILIES: Readonly<Record<string, string>> = {
  generator: ODD_ANSWER,
  file: FILE_CLOSED,
  media: NOT_FETCHED,
  reply: NOT_TAKEN,
};

/** A code that can end a run and has no words here does not compile. */
const FAILURES: { readonly [C in EndingCode]: string } = {
  internal: INSIDE,
  "guild.not_installed": "The bot was removed from here before this run began.",

  "generator.refused": "MindVideo refused this request.",
  "generator.failed": "MindVideo could not finish this.",
  "generator.cancelled": "The run was cancelled at MindVideo.",
  "generator.no_media": "MindVideo reported success, but sent no result.",
  "generator.model_gone": "MindVideo no longer offers this model. Choose another one.",
  "generator.no_credit": "The bot's account at MindVideo is out of credit. The bot's owner must top it up.",
  "generator.unauthorized": "MindVideo does not accept the bot's key. The bot's owner must renew it.",
  "run.stale": "The bot was away when this run should have begun, so it was not started. Run it again.",
  "generator.conflict": "MindVideo already has another run under the name of this one.",
  "generator.rejected":
    "MindVideo did not accept the request, although it looked right. The bot's owner can find details in the log.",
  "generator.unsendable": "The request could not be sent. The bot's owner can find details in the log.",
  "generator.gone": "MindVideo no longer knows this run.",
  "generator.busy": "MindVideo was too busy for too long.",
  "generator.not_sent": "MindVideo could not be reached for too long.",
  "generator.unreachable": "MindVideo could not be reached for too long.",
  "generator.garbled": ODD_ANSWER,
  "generator.unknown_status": ODD_ANSWER,

  "file.gone":
    "An uploaded file is no longer there, or the bot may not read it any more. Upload it again and start over.",
  "file.unreadable": "An uploaded file is not what it was when it was uploaded. Upload it again and start over.",
  "file.unreachable": "An uploaded file could not be fetched for too long. Try again later.",
  "file.platform_off": FILE_CLOSED,
  "file.not_lendable": FILE_CLOSED,

  "media.too_large": "The result is too large to be fetched.",
  "media.gone": "The result is no longer where MindVideo put it.",
  "media.not_media": NOT_FETCHED,
  "media.refused": NOT_FETCHED,
  "media.unreachable": NOT_FETCHED,

  "reply.unreachable": "The channel of this run can no longer be reached.",
  "reply.answered_before": NOT_TAKEN,
  "reply.busy": NOT_TAKEN,
  "reply.expired": NOT_TAKEN,
  "reply.forbidden": NOT_TAKEN,
  "reply.gone": NOT_TAKEN,
  "reply.no_channel": NOT_TAKEN,
  "reply.no_file": NOT_TAKEN,
  "reply.no_history": NOT_TAKEN,
  "reply.no_uploads": NOT_TAKEN,
  "reply.not_member": NOT_TAKEN,
  "reply.nowhere": NOT_TAKEN,
  "reply.platform_off": NOT_TAKEN,
  "reply.rejected": NOT_TAKEN,
  "reply.text_blocked": NOT_TAKEN,
  "reply.too_large": NOT_TAKEN,
  "reply.too_late": NOT_TAKEN,
  "reply.unacknowledged": NOT_TAKEN,
  "reply.unauthorized": NOT_TAKEN,
};
