import { webApi } from "@slack/bolt";
import type { RetryableCode, TerminalCode } from "../../../domain/errors/details.ts";
import { asBotError, BotError, RetryableError, TerminalError } from "../../../domain/errors/errors.ts";

/**
 * Slack's words that decide what happens next: https://docs.slack.dev/reference/methods, "Errors" of each method, and
 * https://docs.slack.dev/interactivity/handling-user-interaction#message_responses. By our code, those that only time mends
 * among them.
 */
const WORDS = {
  "reply.gone": `message_not_found thread_not_found cant_update_message edit_window_closed is_inactive not_found
    cannot_reply_to_message view_not_found streaming_state_conflict`,
  "reply.no_channel": "channel_not_found user_not_found users_not_found user_disabled invalid_channel",
  "reply.not_member": "not_in_channel",
  "reply.forbidden": `is_archived posting_to_channel_denied no_permission missing_scope ekm_access_denied cannot_dm_bot
    method_not_supported_for_channel_type user_not_visible user_not_in_channel restricted_action
    restricted_action_read_only_channel restricted_action_thread_only_channel restricted_action_thread_locked
    restricted_action_non_threadable_channel`,
  "reply.too_late": `expired_trigger_id exchanged_trigger_id invalid_trigger_id trigger_expired trigger_exchanged`,
  "reply.expired": "expired_url used_url invalid_url",
  "reply.too_large": "file_upload_size_restricted msg_too_long msg_blocks_too_long view_too_large",
  "reply.no_uploads": `file_uploads_disabled file_uploads_except_images_disabled file_type_not_allowed
    storage_limit_reached slack_connect_file_upload_sharing_blocked`,
  "reply.no_file": "file_not_found file_deleted unable_to_share_files",
  "reply.unreachable": "account_inactive token_revoked team_access_not_granted team_not_found access_denied",
  "reply.unauthorized": "invalid_auth not_authed token_expired",
  "reply.busy": `ratelimited rate_limited message_limit_exceeded internal_error fatal_error request_timeout
    service_unavailable team_added_to_org org_login_required accesslimited`,
} satisfies Partial<Record<ReplyCode, string>>;

type ReplyCode = Extract<TerminalCode | RetryableCode, `reply.${string}`>;

const CODES: ReadonlyMap<string, ReplyCode> = new Map(
  (Object.entries(WORDS) as [keyof typeof WORDS, string][]).flatMap(([code, words]) =>
    words.split(/\s+/).map((word) => [word, code] as const),
  ),
);

/** A token that is not taken has to be renewed by a person; a restart reads the new one. */
const UNAUTHORIZED_RETRY_MS = 5 * 60_000;

/**
 * The only reader of the SDK's errors. Their `cause` is dropped on purpose: it has the address, which can be a secret, and
 * what was sent. A wait is only named where Slack named it.
 */
export function toBotError(error: unknown): BotError {
  if (error instanceof BotError) return error;
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new RetryableError("reply.busy", { retryAfterMs: error.retryAfter * 1_000 });
  }
  if (error instanceof webApi.WebAPIPlatformError) return ofWord(error.data.error, error.data);
  if (error instanceof webApi.WebAPIHTTPError) return ofStatus(error.statusCode);
  if (error instanceof webApi.WebAPIRequestError) return toBotError(error.original);
  const network = networkCode(error);
  return network === null ? asBotError(error) : new RetryableError("reply.busy", { detail: { network } });
}

interface SlackAnswer {
  readonly needed?: unknown;
  readonly response_metadata?: { readonly messages?: readonly string[] };
}

/** `word`: of a proxy it can be a whole page. */
export function ofWord(word: string, answer: SlackAnswer = {}): BotError {
  if (!/^\w{1,80}$/.test(word)) return new RetryableError("reply.busy", { detail: { garbled: true } });
  const needed = typeof answer.needed === "string" ? { needed: answer.needed } : {};
  const detail = { apiCode: word, ...needed, invalid: pointersOf(answer.response_metadata?.messages ?? []) };
  const code = CODES.get(word) ?? "reply.rejected";
  if (code === "reply.busy") return new RetryableError(code, { detail });
  if (code === "reply.unauthorized") return new RetryableError(code, { detail, retryAfterMs: UNAUTHORIZED_RETRY_MS });
  return new TerminalError(code, { detail });
}

/** An answer that is not Slack's own: of something on the way, or of where files go. */
export function ofStatus(status: number): BotError {
  const detail = { status };
  if (status === 413) return new TerminalError("reply.too_large", { detail });
  if (status === 429 || status === 408 || status >= 500) return new RetryableError("reply.busy", { detail });
  return new RetryableError("reply.busy", { detail: { ...detail, garbled: true } });
}

/** Where Slack found something wrong; not its sentences, which can quote what was sent. */
const pointersOf = (messages: readonly string[]): readonly string[] =>
  messages.flatMap((message) => /\[json-pointer:([^\]]*)\]/.exec(message)?.[1] ?? []);

/** What the network is called in errors of undici and Node; null when it was not the network. */
function networkCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (error.name === "AbortError" || error.name === "TimeoutError") return error.name;
  const code = "code" in error ? String(error.code) : "";
  if (/^(E(?!RR_)[A-Z_]+|UND_ERR_[A-Z_]+|HPE_[A-Z_]+|CERT_[A-Z_]+)$/.test(code)) return code;
  return error.cause === undefined ? null : networkCode(error.cause);
}

const NO_TOKEN = `invalid_auth not_authed token_expired account_inactive token_revoked not_allowed_token_type
  missing_scope user_removed_from_team team_disabled`.split(/\s+/);

/** Whether another token is needed than the one that Slack was shown. */
export function isTokenRefused(error: unknown): boolean {
  return error instanceof webApi.WebAPIPlatformError && NO_TOKEN.includes(error.data.error);
}
