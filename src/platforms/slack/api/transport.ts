// How everything of ours reaches Slack: over the same undici as the rest of the bot, on an agent of its own.

import type { webApi } from "@slack/bolt";
import { Agent, fetch } from "undici";
import type { BodyInit, Dispatcher, RequestInit, Response } from "undici";
import { RetryableError } from "../../../domain/errors/errors.ts";
import { SILENT } from "./sdk-log.ts";

export interface Transport extends AsyncDisposable {
  readonly dispatcher: Dispatcher;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /**
   * What a client of Slack's SDK is made with. One for each client: the SDK writes into what it is given, its settings for
   * reconnecting as well as, into headers, a workspace's token. Its own retries are off, for they would repeat messages,
   * and a limit of one method never makes others wait.
   */
  readonly clientOptions: (timeoutMs: number) => webApi.WebClientOptions;
}

export function createTransport(apiUrl: string): Transport {
  const dispatcher = new Agent();
  const send: Transport["fetch"] = async (url, init) => await fetch(url, { ...init, dispatcher });
  return {
    dispatcher,
    fetch: send,
    clientOptions: (timeoutMs) => ({
      slackApiUrl: apiUrl,
      fetch: async (url, { body, signal, ...init } = {}) => {
        // A form of text in all that we ask: files go to an address of their own.
        const response = await send(String(url), {
          ...init,
          body: (body ?? null) as BodyInit | null,
          signal: signal ?? null,
        });
        // The SDK takes this for a bug of its own.
        if (response.status === 429 && !Number(response.headers.get("retry-after")))
          throw new RetryableError("reply.busy");
        return response;
      },
      timeout: timeoutMs,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      allowAbsoluteUrls: false,
      logger: SILENT,
    }),
    // What is still under way has nobody left who waits for it.
    [Symbol.asyncDispose]: async () => await dispatcher.destroy(),
  };
}
