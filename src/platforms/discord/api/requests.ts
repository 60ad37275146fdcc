// The three requests that put a message somewhere, and nothing about which of them to choose.

import { RequestMethod, Routes } from "discord.js";
import type { APIMessage, InternalRequest, REST } from "discord.js";
import type { ReplyRef } from "../../../domain/messages/reply.ts";
import type { Payload } from "../draw/message-body.ts";
import type { RestClients, RestPair } from "./rest-clients.ts";
import { toBotError } from "./errors.ts";
import { Multipart } from "./multipart.ts";

export interface SendOptions {
  readonly urgency: keyof RestPair;
  /** Tells a repeated new message from a further one, for some minutes: at most 25 characters. */
  readonly nonce: string;
  readonly signal: AbortSignal;
}

/** Each throws one of the three errors. */
export interface Requests {
  /** By the interaction's token, whichever message it made. */
  readonly editOriginal: (token: string, payload: Payload, options: SendOptions) => Promise<APIMessage>;
  /** By the bot's own token. */
  readonly editMessage: (
    at: ReplyRef & { readonly messageId: string },
    payload: Payload,
    options: SendOptions,
  ) => Promise<APIMessage>;
  readonly postMessage: (channelId: string, payload: Payload, options: SendOptions) => Promise<APIMessage>;
}

interface RequestsParts {
  readonly clients: RestClients;
  readonly token: string;
  readonly applicationId: () => string;
}

export const createRequests = ({ clients, token, applicationId }: RequestsParts): Requests => ({
  editOriginal: async (hookToken, { body, files }, { urgency, signal }) =>
    await send(clients.hook[urgency], {
      method: RequestMethod.Patch,
      fullRoute: Routes.webhookMessage(applicationId(), hookToken, "@original"),
      body,
      files,
      signal,
      auth: false,
    }),
  editMessage: async ({ channelId, messageId }, { body, files }, { urgency, signal }) =>
    await send(clients.bot[urgency].setToken(token), {
      method: RequestMethod.Patch,
      fullRoute: Routes.channelMessage(channelId, messageId),
      body,
      files,
      signal,
    }),
  postMessage: async (channelId, { body, files }, { urgency, nonce, signal }) =>
    await send(clients.bot[urgency].setToken(token), {
      method: RequestMethod.Post,
      fullRoute: Routes.channelMessages(channelId),
      body: { ...body, nonce, enforce_nonce: true },
      files,
      signal,
    }),
});

type SentRequest = InternalRequest & { readonly signal: AbortSignal };

async function send(rest: REST, request: SentRequest): Promise<APIMessage> {
  try {
    // A signal of its own, because discord.js never takes its listeners off one that lives on.
    return (await rest.request({ ...inPieces(request), signal: AbortSignal.any([request.signal]) })) as APIMessage;
  } catch (error) {
    throw toBotError(error);
  }
}

function inPieces({ files = [], body, ...request }: SentRequest): InternalRequest {
  if (files.length === 0) return { ...request, body };
  const form = new Multipart(body, files);
  return { ...request, body: form, passThroughBody: true, headers: form.headers };
}
