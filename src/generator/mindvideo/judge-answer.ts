import { RetryableError, TerminalError, UserError } from "../../domain/errors/errors.ts";
import type { BotError } from "../../domain/errors/errors.ts";
import type { Answer } from "./call-api.ts";
import { parseFault } from "./parse-fault.ts";
import type { Fault } from "./parse-fault.ts";
import { asObject } from "./read-json.ts";

// The only reader of the API's status codes. Only 409 is documented (https://api.mindvideo.ai/models/wan2-7-image/docs);
// the others are read as HTTP defines them. Of a body we keep the code and, if a person can act on it, a clipped reason:
// an answer that refuses a key may quote it. What is no JSON object is not the API's: a proxy or a deploy says nothing
// about a task, whatever its status.

/** The error for a POST that named no task: not 2xx, or an error in a 2xx. */
export function judgeStart(answer: Answer): BotError {
  if (!isOfApi(answer)) return pageOf(answer);
  const fault = parseFault(answer.body);
  const status = statusOf(answer, fault);
  const detail = { status, apiCode: fault.code };
  switch (status) {
    case 402:
      return new TerminalError("generator.no_credit", { detail });
    case 409:
      return isAboutKey(fault)
        ? new RetryableError("generator.conflict", { detail, retryAfterMs: answer.retryAfterMs })
        : refusal(detail, fault);
    case 404:
      return blamesModel(fault) ? new TerminalError("generator.model_gone", { detail }) : judge(answer, fault);
    case 400:
    case 413: // a data URI that is too large
    case 422:
    case 451: // refused by law
      return blamesModel(fault) ? new TerminalError("generator.model_gone", { detail }) : refusal(detail, fault);
    default:
      return judge({ ...answer, status }, fault);
  }
}

/** The error for a GET that reported no task: not 2xx, or an error in a 2xx. The task itself may well go on. */
export function judgePoll(answer: Answer): BotError {
  if (!isOfApi(answer)) return pageOf(answer);
  const fault = parseFault(answer.body);
  const status = statusOf(answer, fault);
  if (status !== 404 && status !== 410) return judge({ ...answer, status }, fault);
  return new TerminalError("generator.gone", { detail: { status, apiCode: fault.code } });
}

/** What stands before the API has answered in its place. */
const pageOf = ({ status, retryAfterMs }: Answer): RetryableError =>
  new RetryableError("generator.unreachable", { detail: { reason: `a page with ${status}` }, retryAfterMs });

/** A limit and a server's trouble are the same to us, whoever before the API tells of them. */
const isOfApi = ({ status, body }: Answer): boolean => asObject(body) !== null || isPassing(status);

/** Timeout, "too early", rate limit, and server errors. */
const isPassing = (status: number): boolean => [408, 425, 429].includes(status) || status >= 500;

function judge({ status, retryAfterMs }: Answer, { code }: Fault): BotError {
  const detail = { status, apiCode: code };
  if (isPassing(status)) return new RetryableError("generator.busy", { detail, retryAfterMs });
  return new TerminalError(status === 401 || status === 403 ? "generator.unauthorized" : "generator.rejected", {
    detail,
  });
}

const refusal = (detail: { readonly status: number; readonly apiCode: string | null }, { reason }: Fault): UserError =>
  new UserError("generator.refused", { detail: { ...detail, reason } });

/** The status that an error would have had, had it not come with a 2xx. */
function statusOf({ status }: Answer, { code, status: named }: Fault): number {
  if (status > 299) return status;
  if (named !== null) return named;
  return CODES.find(([words]) => words.test(code ?? ""))?.[1] ?? 400;
}

const CODES: readonly (readonly [RegExp, number])[] = [
  [/credit|balance|payment|quota/i, 402],
  [/auth|api_?key|forbidden|permission/i, 401],
  [/idempoten|conflict/i, 409],
  [/rate|too_many|throttl/i, 429],
  [/not_?found|no_such_task/i, 404],
  [/internal|server|unavailable|overload|timeout/i, 500],
];

/**
 * A 409 has several meanings in this field: other input under the same key, the first request still in work, or a reason
 * of its own, such as a consent that is needed. Only the last proves that there is no task.
 */
const isAboutKey = ({ code, reason }: Fault): boolean =>
  (code === null && reason === null) || ABOUT_KEY.test(`${code ?? ""} ${reason ?? ""}`);

const ABOUT_KEY =
  /idempoten|duplicate|conflict|concurren|already|in[ _-]?(?:progress|process|work|flight)|processing|pending|\bkey\b|different (?:input|body|payload|request)|409/i;

const MODEL_CODE =
  /^(?:(?:unknown|invalid|unsupported)_model|model_(?:unknown|invalid|disabled|retired|unavailable|unsupported|not_(?:found|available|supported)))$/i;

/** "Unknown model: x", "Model x not found", "The model 'x' is no longer available." */
const MODEL_SENTENCE =
  /\b(?:unknown|unsupported|invalid|no such) model\b|\bmodel:?(?: ["'`]?[\w.:/-]+["'`]?)? (?:is |was |has been )?(?:not found|does not exist|(?:not|no longer) available|unavailable|retired|disabled|not supported)\b/i;

/** No code is documented for this, so a sentence that plainly blames the model counts as well. */
const blamesModel = ({ code, field, reason }: Fault): boolean =>
  field === "model" || MODEL_CODE.test(code ?? "") || MODEL_SENTENCE.test(reason ?? "");
