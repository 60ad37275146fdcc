import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
import type { RateLimitData } from "discord.js";
import type { TerminalCode } from "../../../domain/errors/details.ts";
import { asBotError, BotError, RetryableError, TerminalError } from "../../../domain/errors/errors.ts";

/** Discord's codes that decide what happens next: https://docs.discord.com/developers/topics/opcodes-and-status-codes */
const CODES: Readonly<Record<number, TerminalCode | "reply.busy">> = {
  10003: "reply.no_channel",
  10008: "reply.gone",
  10015: "reply.unacknowledged",
  10062: "reply.too_late",
  30046: "reply.busy",
  40005: "reply.too_large",
  40060: "reply.answered_before",
  50001: "reply.forbidden",
  50005: "reply.forbidden",
  50013: "reply.forbidden",
  50027: "reply.expired",
  50045: "reply.too_large",
  50083: "reply.forbidden",
  160002: "reply.no_history",
  160005: "reply.forbidden",
  200000: "reply.text_blocked",
  200001: "reply.text_blocked",
  240000: "reply.text_blocked",
  400001: "reply.no_uploads",
};

/** A token that was taken away has to be renewed by a person; a restart reads the new one. */
const UNAUTHORIZED_RETRY_MS = 5 * 60_000;

/**
 * The only reader of Discord's errors. Their `cause` is dropped on purpose: discord.js keeps the address, which holds the
 * interaction's token, and the body, which holds the prompt.
 */
export function toBotError(error: unknown): BotError {
  if (error instanceof BotError) return error;
  if (error instanceof RateLimitError) {
    return new RetryableError("reply.busy", { retryAfterMs: waitOf(error) });
  }
  if (error instanceof DiscordAPIError) return ofAnswer(error);
  if (error instanceof HTTPError) return new RetryableError("reply.busy", { detail: { status: error.status } });
  const network = networkCode(error);
  return network === null ? asBotError(error) : new RetryableError("reply.busy", { detail: { network } });
}

function ofAnswer({ code, status, method, rawError }: DiscordAPIError): BotError {
  const detail = { status, apiCode: code, method, invalid: "errors" in rawError ? invalidFields(rawError.errors) : [] };
  if (status === 413) return new TerminalError("reply.too_large", { detail });
  const known = CODES[Number(code)];
  if (known === "reply.busy" || status === 429) return new RetryableError("reply.busy", { detail });
  if (known !== undefined) return new TerminalError(known, { detail });
  if (status === 401) return new RetryableError("reply.unauthorized", { detail, retryAfterMs: UNAUTHORIZED_RETRY_MS });
  return new TerminalError("reply.rejected", { detail });
}

/** Which fields Discord found wrong and how it names that; not its sentences, which can quote what was sent. */
function invalidFields(errors: unknown, path = ""): readonly string[] {
  if (typeof errors !== "object" || errors === null) return [];
  return Object.entries(errors).flatMap(([key, value]: [string, unknown]) =>
    key === "_errors" && Array.isArray(value)
      ? value.map((one) => path + codeOf(one))
      : invalidFields(value, `${path}${key}.`),
  );
}

const codeOf = (one: unknown): string =>
  typeof one === "object" && one !== null && "code" in one ? String(one.code) : "?";

/** What the network is called in errors of undici and Node; null when it was not the network. */
function networkCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (error.name === "AbortError" || error.name === "TimeoutError") return error.name;
  const code = codeOf(error);
  if (/^(E(?!RR_)[A-Z_]+|UND_ERR_[A-Z_]+|HPE_[A-Z_]+|CERT_[A-Z_]+)$/.test(code)) return code;
  return error.cause === undefined ? null : networkCode(error.cause);
}

/** A bucket says when it is full again, an answer of 429 how long to wait: never less than either, in milliseconds. */
export const waitOf = ({ timeToReset, retryAfter }: Pick<RateLimitData, "timeToReset" | "retryAfter">): number =>
  Math.max(timeToReset, retryAfter, 0);
