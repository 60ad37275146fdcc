// Every request of ours to Slack. Whoever asks names the workspace; its token is looked up here, at each request again, and
// never leaves here but to Slack's own API: neither to where files go nor to a response URL.

import { webApi } from "@slack/bolt";
import { unlessAborted } from "../../../domain/time/abort.ts";
import type { Clock } from "../../../domain/time/clock.ts";
import { RetryableError, TerminalError, isFault } from "../../../domain/errors/errors.ts";
import type { MessageBody } from "../draw/message-body.ts";
import { ofStatus, ofWord, toBotError } from "./errors.ts";
import type { Transport } from "./transport.ts";

/**
 * `answer`: a person waits; no limit of another call delays it. `progress`: says at once that it is busy, the next one
 * will do as well. `result`: waits up to 10 s for the rate limit.
 */
export type Urgency = "answer" | "progress" | "result";

interface ApiCall {
  /** Whose token goes along: the guild's ID. */
  readonly teamId: string;
  /** https://docs.slack.dev/reference/methods: `chat.postMessage`. */
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly urgency: Urgency;
  readonly signal: AbortSignal;
}

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
export interface Response extends Partial<MessageBody> {
  /** Left out: only the person sees it. */
  readonly response_type?: "ephemeral" | "in_channel";
  readonly replace_original?: boolean;
  readonly delete_original?: boolean;
}

export interface UploadedBytes {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Each throws one of the three errors: `reply.busy`, `reply.gone`, `reply.forbidden`, … */
export interface Requests {
  /**
   * What the method answers, `ok` included. A request that makes a message is never repeated.
   * @throws TerminalError `reply.unreachable`: the bot is not installed there any more
   */
  call<T>(request: ApiCall): Promise<T>;
  /** @throws TerminalError `reply.expired` when it was used five times or is older than 30 minutes */
  respond(url: string, body: Response, signal: AbortSignal): Promise<void>;
  /** No token goes there. */
  put(url: string, file: UploadedBytes, signal: AbortSignal): Promise<void>;
}

interface RequestsParts {
  readonly transport: Transport;
  readonly clock: Clock;
  /** Null: the bot is not installed there. */
  readonly tokenOf: (teamId: string) => Promise<string | null>;
}

/** A trigger lives for three seconds; what makes files visible can take Slack several. */
const TIMEOUTS_MS: Readonly<Record<Urgency, number>> = { answer: 3_000, progress: 10_000, result: 30_000 };
/** A clip over a slow line. */
const UPLOAD_TIMEOUT_MS = 120_000;
/** Waited for inside a request; longer waits go back to the pipeline, which can be stopped while it waits. */
const PATIENCE_MS = 10_000;

/** Their repeat would be another message, and Slack cannot be told that it is the same. */
const MAKES_A_MESSAGE = new Set(["chat.postMessage", "chat.postEphemeral", "files.completeUploadExternal"]);

export function createRequests({ transport, clock, tokenOf }: RequestsParts): Requests {
  const clientFor = (urgency: Urgency): webApi.WebClient =>
    new webApi.WebClient(undefined, transport.clientOptions(TIMEOUTS_MS[urgency]));
  const clients = { answer: clientFor("answer"), progress: clientFor("progress"), result: clientFor("result") };

  async function call({ teamId, method, args, urgency, signal }: ApiCall): Promise<unknown> {
    const token = await tokenOf(teamId);
    if (token === null) throw new TerminalError("reply.unreachable", { detail: { method } });
    try {
      // An org-wide token has to say which workspace it means.
      const sent = clients[urgency].apiCall(method, { ...args, team_id: teamId, token });
      // The SDK cannot be told to stop.
      return await unlessAborted(sent, signal);
    } catch (error) {
      throw toBotError(error);
    }
  }

  async function patiently(request: ApiCall): Promise<unknown> {
    let [waitedMs, repeats] = [0, MAKES_A_MESSAGE.has(request.method) ? 0 : 1];
    for (;;) {
      try {
        return await call(request);
      } catch (error) {
        if (!isFault(error, "reply.busy") || !(error instanceof RetryableError) || request.signal.aborted) throw error;
        const ms = error.retryAfterMs;
        if (ms === null && repeats-- <= 0) throw error;
        waitedMs += ms ?? 0;
        if (waitedMs > PATIENCE_MS) throw error;
        await clock.sleep(ms ?? 0, request.signal);
      }
    }
  }

  return {
    call: async <T>(request: ApiCall) =>
      (await (request.urgency === "result" ? patiently(request) : call(request))) as T,

    async respond(url, body, signal) {
      const headers = { "content-type": "application/json; charset=utf-8" };
      const { status, text } = await post(transport, {
        url,
        headers,
        body: JSON.stringify(body),
        timeoutMs: TIMEOUTS_MS.progress,
        signal,
      });
      if (status !== 200) throw judgeResponse(status, text);
    },

    async put(url, { contentType, bytes }, signal) {
      const headers = { "content-type": contentType };
      const { status } = await post(transport, { url, headers, body: bytes, timeoutMs: UPLOAD_TIMEOUT_MS, signal });
      if (status !== 200) throw ofStatus(status);
    },
  };
}

interface Posted {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

async function post(
  transport: Transport,
  { url, timeoutMs, signal, ...request }: Posted,
): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const ends = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const response = await transport.fetch(url, { ...request, method: "POST", redirect: "error", signal: ends });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    throw toBotError(error);
  }
}

/** Of a response URL, whose refusals are a word, bare or in JSON. */
function judgeResponse(status: number, text: string): Error {
  const word = /^\s*(?:\{.*"error":\s*")?([a-z_]+)(?:"|\s*$)/.exec(text)?.[1];
  if (word !== undefined && status < 500 && status !== 429) return ofWord(word);
  return status === 404 || status === 410 ? ofWord("expired_url") : ofStatus(status);
}
