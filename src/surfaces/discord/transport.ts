// How discord.js sends its requests: over the same undici as the rest of the bot, on an agent of its own. Left alone it
// shares a global one with whichever version of undici was loaded first, and that one may not take its uploads.

import type { RESTOptions } from "discord.js";
import { Agent, fetch, FormData } from "undici";
import type { BodyInit, HeadersInit } from "undici";

export interface Transport extends AsyncDisposable {
  readonly makeRequest: RESTOptions["makeRequest"];
}

export function createTransport(): Transport {
  const dispatcher = new Agent();
  return {
    makeRequest: async (url, { method = "GET", headers = {}, signal = null, body }) => {
      return await fetch(url, { method, headers: headers as HeadersInit, signal, body: ours(body), dispatcher });
    },
    // What is still under way has nobody left who waits for it.
    [Symbol.asyncDispose]: async () => await dispatcher.destroy(),
  };
}

/** discord.js makes Node's own form, which no other undici takes; the files in it are shared, not copied. */
function ours(body: unknown): BodyInit | null {
  if (!(body instanceof globalThis.FormData)) return (body ?? null) as BodyInit | null;
  const form = new FormData();
  for (const [name, value] of body.entries()) {
    if (typeof value === "string") form.append(name, value);
    else form.append(name, value, value.name);
  }
  return form;
}
