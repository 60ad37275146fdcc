// The three requests that put a message somewhere, and nothing about which of them to choose.

import { RequestMethod, Routes } from "discord.js";
import type { APIMessage, InternalRequest, RawFile, REST } from "discord.js";
import type { ReplyRef } from "../../../domain/messages/reply.ts";
import type { MessageBody } from "../draw/message-body.ts";
import type { Lines, Pair } from "../connection/gateway.ts";
import { toBotError } from "./errors.ts";
import { Multipart } from "./multipart.ts";

/** One request's worth of message. Drawn anew for every request: discord.js writes into what it is given. */
export interface Sheet {
  readonly body: MessageBody & { readonly message_reference?: unknown };
  readonly files: RawFile[];
}

export interface Placing {
  readonly urgency: keyof Pair;
  /** Tells a repeated new message from a further one, for some minutes: at most 25 characters. */
  readonly nonce: string;
  readonly signal: AbortSignal;
}

/** Each throws one of the three errors. */
export interface Requests {
  /** By the interaction's token, whichever message it made. */
  readonly editOriginal: (token: string, sheet: Sheet, placing: Placing) => Promise<APIMessage>;
  /** By the bot's own token. */
  readonly editMessage: (
    at: ReplyRef & { readonly messageId: string },
    sheet: Sheet,
    placing: Placing,
  ) => Promise<APIMessage>;
  readonly postMessage: (channelId: string, sheet: Sheet, placing: Placing) => Promise<APIMessage>;
}

interface RequestsParts {
  readonly lines: Lines;
  readonly token: string;
  readonly applicationId: () => string;
}

export const createRequests = ({ lines, token, applicationId }: RequestsParts): Requests => ({
  editOriginal: async (hookToken, { body, files }, { urgency, signal }) =>
    await ask(lines.hook[urgency], {
      method: RequestMethod.Patch,
      fullRoute: Routes.webhookMessage(applicationId(), hookToken, "@original"),
      body,
      files,
      signal,
      auth: false,
    }),
  editMessage: async ({ channelId, messageId }, { body, files }, { urgency, signal }) =>
    await ask(lines.bot[urgency].setToken(token), {
      method: RequestMethod.Patch,
      fullRoute: Routes.channelMessage(channelId, messageId),
      body,
      files,
      signal,
    }),
  postMessage: async (channelId, { body, files }, { urgency, nonce, signal }) =>
    await ask(lines.bot[urgency].setToken(token), {
      method: RequestMethod.Post,
      fullRoute: Routes.channelMessages(channelId),
      body: { ...body, nonce, enforce_nonce: true },
      files,
      signal,
    }),
});

type Asked = InternalRequest & { readonly signal: AbortSignal };

async function ask(rest: REST, request: Asked): Promise<APIMessage> {
  try {
    // A signal of its own, because discord.js never takes its listeners off one that lives on.
    return (await rest.request({ ...inPieces(request), signal: AbortSignal.any([request.signal]) })) as APIMessage;
  } catch (error) {
    throw toBotError(error);
  }
}

function inPieces({ files = [], body, ...request }: Asked): InternalRequest {
  if (files.length === 0) return { ...request, body };
  const form = new Multipart(body, files);
  return { ...request, body: form, passThroughBody: true, headers: form.headers };
}
