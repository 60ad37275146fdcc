// If this breaks: a token or a prompt reaches the log, a dead end is knocked at for ever, or a hiccup loses a paid result.

import { webApi } from "@slack/bolt";
import { expect, test } from "vitest";
import { RetryableError, TerminalError } from "../../../src/domain/errors/errors.ts";
import { ofStatus, toBotError } from "../../../src/platforms/slack/api/errors.ts";
import { createSdkLog } from "../../../src/platforms/slack/api/sdk-log.ts";
import { KeptLog } from "../contract/kept-log.ts";

const TOKEN = "xoxb-12345-67890-secret";
const PROMPT = "a secret prompt";

const refused = (error: string, more: object = {}) => new webApi.WebAPIPlatformError({ ok: false, error, ...more });

test.each([
  ["message_not_found", "reply.gone"],
  ["edit_window_closed", "reply.gone"],
  ["cant_update_message", "reply.gone"],
  ["channel_not_found", "reply.no_channel"],
  ["not_in_channel", "reply.not_member"],
  ["is_archived", "reply.forbidden"],
  ["restricted_action", "reply.forbidden"],
  ["missing_scope", "reply.forbidden"],
  ["expired_trigger_id", "reply.too_late"],
  ["exchanged_trigger_id", "reply.too_late"],
  ["used_url", "reply.expired"],
  ["file_upload_size_restricted", "reply.too_large"],
  ["file_uploads_disabled", "reply.no_uploads"],
  ["storage_limit_reached", "reply.no_uploads"],
  ["file_not_found", "reply.no_file"],
  ["account_inactive", "reply.unreachable"],
  ["token_revoked", "reply.unreachable"],
  ["team_access_not_granted", "reply.unreachable"],
  ["invalid_blocks", "reply.rejected"],
  ["a_word_of_next_year", "reply.rejected"],
])("%s is %s, and not tried again as it is", (word, code) => {
  expect(toBotError(refused(word))).toMatchObject({ constructor: TerminalError, code, detail: { apiCode: word } });
});

test.each<[string, unknown, string, number | null]>([
  ["a limit that names its wait", new webApi.WebAPIRateLimitedError(7), "reply.busy", 7_000],
  ["a limit that does not", refused("ratelimited"), "reply.busy", null],
  ["a fault of Slack's", refused("internal_error"), "reply.busy", null],
  ["a page of a proxy", refused("<html>Bad gateway"), "reply.busy", null],
  ["an answer of a proxy", new webApi.WebAPIHTTPError(502, "Bad Gateway", {}, "<html>"), "reply.busy", null],
  ["a refusal of a proxy", new webApi.WebAPIHTTPError(403, "Forbidden", {}, "<html>"), "reply.busy", null],
  ["a lost connection", lost("ECONNRESET"), "reply.busy", null],
  ["a connection that the other side closed", lost("UND_ERR_SOCKET"), "reply.busy", null],
  ["a time that is over", lost("x", "TimeoutError"), "reply.busy", null],
  ["a bot token that somebody renewed", refused("invalid_auth"), "reply.unauthorized", 300_000],
])("%s: time can fix it", (_, error, code, retryAfterMs) => {
  expect(toBotError(error)).toMatchObject({ constructor: RetryableError, code, retryAfterMs });
});

/** As undici's fetch and the SDK wrap it. */
function lost(code: string, name = "Error"): Error {
  const cause = Object.assign(new Error(TOKEN), { code, name });
  return new webApi.WebAPIRequestError(new TypeError("fetch failed", { cause }));
}

test("a bug of ours is a bug, not the weather", () => {
  const bug = new TypeError("x is undefined");
  expect(toBotError(bug)).toMatchObject({ constructor: TerminalError, code: "internal", cause: bug });
  expect(toBotError(new webApi.WebAPIRequestError(bug))).toMatchObject({
    constructor: TerminalError,
    code: "internal",
  });
});

test("where files go, an answer is its status", () => {
  expect([413, 429, 500, 400].map((status) => ofStatus(status).code)).toEqual([
    "reply.too_large",
    "reply.busy",
    "reply.busy",
    "reply.busy",
  ]);
});

test("neither a token nor what was typed goes along", () => {
  const messages = [`[ERROR] must be less than 3001 characters, "${PROMPT}" [json-pointer:/blocks/2/text]`];
  const errors = [
    refused("invalid_blocks", { token: TOKEN, response_metadata: { messages } }),
    new webApi.WebAPIHTTPError(403, PROMPT, { authorization: TOKEN }, PROMPT),
    lost("ECONNRESET"),
    refused(`no ${PROMPT} ${TOKEN}`),
  ].map(toBotError);
  for (const { detail, cause, message } of errors) {
    expect(JSON.stringify({ detail, message })).not.toMatch(new RegExp(`${TOKEN}|${PROMPT}`));
    expect(cause).toBeUndefined();
  }
  expect(errors[0]?.detail).toEqual({ apiCode: "invalid_blocks", invalid: ["/blocks/2/text"] });
});

test("what the SDK says is logged without what is nobody's business", () => {
  const log = new KeptLog();
  const said = createSdkLog(log);
  said.debug(`token ${TOKEN}`);
  said.warn(
    `Failed (xapp-1-A0-99-abc) at wss://x.slack.com/link/?ticket=abc, https://x.example/?code=abc and ${TOKEN}!`,
  );
  said.error(new Error(TOKEN), { token: TOKEN }, Object.assign(new Error(PROMPT), { code: "slack_x" }));
  said.error(`Body: ${"y".repeat(300)} ${PROMPT}`);
  expect(log.lines).toHaveLength(3);
  expect(log.lines[0]).toContain("Failed ([hidden]) at [hidden] [hidden] and [hidden]!");
  expect(log.lines[1]).toContain('"said":"Error Error slack_x"');
  expect(log.lines.join()).not.toMatch(new RegExp(`${TOKEN}|${PROMPT}|abc`));
});
