import { RetryableError, TerminalError, UserError } from "../../domain/errors/errors.ts";
import type { BotError } from "../../domain/errors/errors.ts";
import type { Answer } from "./call-api.ts";
import { parseFault } from "./parse-fault.ts";
import type { Fault } from "./parse-fault.ts";

// The only reader of the API's status codes. Only 409 is documented (https://api.mindvideo.ai/models/wan2-7-image/docs);
// the others are read as HTTP defines them. Of a body we keep the code and, if a person can act on it, a clipped reason:
// an answer that refuses a key may quote it.

/** The error for a POST that was not answered with 2xx. */
export function judgeStart(answer: Answer): BotError {
  const fault = parseFault(answer.body);
  const detail = { status: answer.status, apiCode: fault.code };
  switch (answer.status) {
    case 402:
      return new TerminalError("generator.no_credit", { detail });
    case 409:
      return new TerminalError("generator.conflict", { detail });
    case 404:
      return blamesModel(fault) ? new TerminalError("generator.model_gone", { detail }) : judge(answer, fault);
    case 400:
    case 413: // a data URI that is too large
    case 422:
    case 451: // refused by law
      return blamesModel(fault)
        ? new TerminalError("generator.model_gone", { detail })
        : new UserError("generator.refused", { detail: { ...detail, reason: fault.reason } });
    default:
      return judge(answer, fault);
  }
}

/** The error for a GET that was not answered with 2xx. The task itself may well go on. */
export function judgePoll(answer: Answer): BotError {
  const fault = parseFault(answer.body);
  if (answer.status !== 404 && answer.status !== 410) return judge(answer, fault);
  return new TerminalError("generator.gone", { detail: { status: answer.status, apiCode: fault.code } });
}

function judge({ status, retryAfterMs }: Answer, { code }: Fault): BotError {
  const detail = { status, apiCode: code };
  // Timeout, "too early", rate limit, and server errors.
  if ([408, 425, 429].includes(status) || status >= 500) {
    return new RetryableError("generator.busy", { detail, retryAfterMs });
  }
  return new TerminalError(status === 401 || status === 403 ? "generator.unauthorized" : "generator.rejected", {
    detail,
  });
}

const MODEL_CODE =
  /^(?:(?:unknown|invalid|unsupported)_model|model_(?:unknown|invalid|disabled|retired|unavailable|unsupported|not_(?:found|available|supported)))$/i;

/** "Unknown model: x", "Model x not found", "The model 'x' is no longer available." */
const MODEL_SENTENCE =
  /\b(?:unknown|unsupported|invalid|no such) model\b|\bmodel:?(?: ["'`]?[\w.:/-]+["'`]?)? (?:is |was |has been )?(?:not found|does not exist|(?:not|no longer) available|unavailable|retired|disabled|not supported)\b/i;

/** No code is documented for this, so a sentence that plainly blames the model counts as well. */
const blamesModel = ({ code, field, reason }: Fault): boolean =>
  field === "model" || MODEL_CODE.test(code ?? "") || MODEL_SENTENCE.test(reason ?? "");
