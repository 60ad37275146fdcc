// Every request of ours to Slack. Whoever asks names the workspace; its token is looked up here and never leaves here.

import type { MessageBody } from "./body.ts";

/**
 * `answer`: a person waits; no limit of another call delays it. `progress`: says at once that it is busy, the next one
 * will do as well. `result`: waits up to 10 s for its turn.
 */
export type Urgency = "answer" | "progress" | "result";

export interface Asked {
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
  /** What the method answers, `ok` included. A request that makes a message is never repeated. */
  call<T>(asked: Asked): Promise<T>;
  /** @throws TerminalError `reply.expired` when it was used five times or is older than 30 minutes */
  respond(url: string, body: Response, signal: AbortSignal): Promise<void>;
  /** No token goes there. */
  put(url: string, file: UploadedBytes, signal: AbortSignal): Promise<void>;
}
