// If this breaks: a token or a prompt reaches the log, a dead end is knocked at for ever, or a hiccup loses a paid result.

import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
import { expect, test } from "vitest";
import { RetryableError, TerminalError } from "../../../src/domain/errors/errors.ts";
import { toBotError } from "../../../src/platforms/discord/api/errors.ts";

const TOKEN = "aW50ZXJhY3Rpb24tc2VjcmV0";
const URL_WITH_TOKEN = `https://discord.com/api/v10/webhooks/1/${TOKEN}/messages/@original`;
const sent = { body: { content: "a secret prompt" }, files: undefined };

const refused = (code: number, status: number): DiscordAPIError =>
  new DiscordAPIError({ code, message: "No" }, code, status, "PATCH", URL_WITH_TOKEN, sent);

test.each([
  [10_008, 404, "reply.gone"],
  [10_015, 404, "reply.unacknowledged"],
  [10_062, 404, "reply.too_late"],
  [40_060, 400, "reply.answered_before"],
  [50_027, 401, "reply.expired"],
  [50_001, 403, "reply.forbidden"],
  [50_083, 400, "reply.forbidden"],
  [40_005, 413, "reply.too_large"],
  [50_045, 400, "reply.too_large"],
  [0, 413, "reply.too_large"],
  [200_000, 400, "reply.text_blocked"],
  [50_035, 400, "reply.rejected"],
])("%d with %d is %s, and not tried again as it is", (code, status, expected) => {
  expect(toBotError(refused(code, status))).toMatchObject({ constructor: TerminalError, code: expected });
});

test.each<[string, unknown, number | null]>([
  ["too many edits of an old message", refused(30_046, 429), null],
  ["Discord itself is broken", new HTTPError(502, "Bad Gateway", "PATCH", URL_WITH_TOKEN, sent), null],
  ["the connection is lost", Object.assign(new Error("read"), { code: "ECONNRESET" }), null],
  ["the other side hung up", Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" }), null],
  ["a name was not resolved", Object.assign(new Error("getaddrinfo"), { code: "EAI_AGAIN" }), null],
  [
    "fetch wraps what happened",
    new TypeError("fetch failed", { cause: Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" }) }),
    null,
  ],
  ["a certificate has ended", Object.assign(new Error("x"), { code: "CERT_HAS_EXPIRED" }), null],
  ["the answer was no HTTP", Object.assign(new Error("x"), { code: "HPE_INVALID_CONSTANT" }), null],
  ["the upload took too long", Object.assign(new Error("x"), { name: "AbortError" }), null],
  ["the bot's own token was taken away", refused(0, 401), 300_000],
])("%s: time can fix it", (_, error, retryAfterMs) => {
  expect(toBotError(error)).toMatchObject({ constructor: RetryableError, retryAfterMs });
});

test("a rate limit says how long", () => {
  const limited = new RateLimitError({
    timeToReset: 1_500,
    limit: 5,
    method: "PATCH",
    hash: "h",
    url: URL_WITH_TOKEN,
    route: "/webhooks/:id",
    majorParameter: "1",
    global: false,
    retryAfter: 0,
    sublimitTimeout: 0,
    scope: "user",
  });
  expect(toBotError(limited)).toMatchObject({ constructor: RetryableError, code: "reply.busy", retryAfterMs: 1_500 });
});

test("a bug of ours is a bug, not the weather", () => {
  const misused = Object.assign(new TypeError("the argument is invalid"), { code: "ERR_INVALID_ARG_TYPE" });
  for (const error of [new TypeError("x is undefined"), misused, new TypeError("x", { cause: misused })])
    expect(toBotError(error)).toMatchObject({ constructor: TerminalError, code: "internal" });
});

test("neither the token nor what was typed goes along", () => {
  for (const error of [refused(50_035, 400), new HTTPError(500, "", "PATCH", URL_WITH_TOKEN, sent)]) {
    const { detail, cause, message } = toBotError(error);
    expect(JSON.stringify({ detail, cause, message })).not.toMatch(new RegExp(`${TOKEN}|secret prompt`));
    expect(cause).toBeUndefined();
  }
});

test("a body that Discord did not take is logged by its fields, without what stood in them", () => {
  const errors = {
    data: { components: { 0: { content: { _errors: [{ code: "TOO_LONG", message: "a secret prompt" }] } } } },
  };
  const raw = { code: 50_035, message: "Invalid Form Body", errors };
  const { detail } = toBotError(new DiscordAPIError(raw, 50_035, 400, "POST", URL_WITH_TOKEN, sent));
  expect(detail).toEqual({
    status: 400,
    apiCode: 50_035,
    method: "POST",
    invalid: ["data.components.0.content.TOO_LONG"],
  });
});
