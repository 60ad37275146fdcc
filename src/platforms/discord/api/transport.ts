// How discord.js sends its requests: over the same undici as the rest of the bot, on an agent of its own. Left alone it
// shares a global one with whichever version of undici was loaded first, and that one may not take its uploads.

import { Readable } from "node:stream";
import type { RESTOptions } from "discord.js";
import { Agent, FormData } from "undici";
import type { Dispatcher } from "undici";
import { Multipart } from "./multipart.ts";

export interface Transport extends AsyncDisposable {
  readonly makeRequest: RESTOptions["makeRequest"];
}

const AGENT = {
  /** A burst of cards shares so many, rather than a handshake each. */
  connections: 64,
  /**
   * Warm from one card to the next. Cloudflare, which is in front of Discord, keeps an idle connection for longer:
   * https://developers.cloudflare.com/fundamentals/reference/connection-limits/
   */
  keepAliveTimeout: 60_000,
} as const;

export function createTransport(): Transport {
  const dispatcher = new Agent(AGENT);
  return {
    makeRequest: async (url, { method = "GET", headers, signal, body }) => {
      const { origin, pathname, search } = new URL(url);
      return await asked(
        await dispatcher.request({
          origin,
          path: `${pathname}${search}`,
          method,
          headers: headers as Record<string, string>,
          body: ours(body),
          signal: signal ?? null,
        }),
      );
    },
    // What is still under way has nobody left who waits for it.
    [Symbol.asyncDispose]: async () => await dispatcher.destroy(),
  };
}

/** What Discord answers itself is JSON or nothing; all else comes from something on the way, and says nothing of the request. */
const isOfDiscord = (status: number, type: string | null, bytes: Buffer): boolean =>
  status >= 500 || status === 413 || status === 429 || bytes.length === 0 || (type ?? "").includes("json");

/** Of a limit that names no number of seconds: discord.js would repeat the request at once, and again. */
const UNTOLD_WAIT_S = "5";

/** As a gateway's fault: discord.js repeats it, and it is no answer. */
const OF_ANOTHER = 502;

/** Read to its end whatever discord.js makes of it: an answer that is left unread keeps its connection. */
async function asked({
  statusCode,
  statusText,
  headers: pairs,
  body,
}: Dispatcher.ResponseData): ReturnType<RESTOptions["makeRequest"]> {
  const bytes = Buffer.from(await body.arrayBuffer());
  const headers = new Headers(Object.entries(pairs).flatMap(eachOf));
  if (statusCode === 429 && !(Number(headers.get("retry-after")) > 0)) headers.set("retry-after", UNTOLD_WAIT_S);
  const status = isOfDiscord(statusCode, headers.get("content-type"), bytes) ? statusCode : OF_ANOTHER;
  return {
    status,
    statusText,
    ok: status >= 200 && status < 300,
    headers,
    body: null,
    bodyUsed: true,
    arrayBuffer: () => Promise.resolve(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)),
    text: () => Promise.resolve(bytes.toString()),
    json: async () => await Promise.resolve(bytes.toString()).then(JSON.parse),
  };
}

const eachOf = ([name, value]: readonly [string, string | readonly string[] | undefined]): [string, string][] =>
  [value ?? []].flat().map((one) => [name, one]);

/** discord.js makes Node's own form, which no other undici takes; the files in it are shared, not copied. */
function ours(body: unknown): string | Readable | FormData | null {
  if (body instanceof Multipart) return Readable.from(body.pieces(), { objectMode: false });
  if (!(body instanceof globalThis.FormData)) return (body ?? null) as string | null;
  const form = new FormData();
  for (const [name, value] of body.entries()) {
    if (typeof value === "string") form.append(name, value);
    else form.append(name, value, value.name);
  }
  return form;
}
