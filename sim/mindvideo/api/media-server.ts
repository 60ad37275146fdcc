// Where results are served from: signed URLs of an object store. It knows no API keys; it answers 403 to a request that
// carries one, as the real store does, and 403 again once the URL's time is over.
import { setTimeout as sleep } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import { drop, type SimEnv } from "./connection.ts";
import type { MediaFault } from "./faults.ts";
import type { Platform } from "./platform.ts";
import type { MediaRecord } from "../tasks/task-record.ts";

export function mediaServer(platform: Platform): Hono<SimEnv> {
  const app = new Hono<SimEnv>();
  app.get("/media/:task/:name", async (c) => {
    const task = platform.task(c.req.param("task"));
    const mediaIndex = Number.parseInt(c.req.param("name"), 10) - 1;
    const media = task?.media[mediaIndex];
    if (!task || !media) return storeError(404, "NoSuchKey");
    const authorized = c.req.header("authorization") !== undefined;
    media.downloads.push({ at: platform.now(), authorized });
    platform.events.emit({ type: "download", task, mediaIndex });
    if (authorized) return storeError(403, "AccessDenied");
    if (new URL(c.req.url).search !== new URL(media.url).search || isOver(media, platform))
      return storeError(403, "AccessDenied");
    const { model, idempotencyKey } = task;
    return await serve(c, platform.faults.take("media", { task, model, idempotencyKey, mediaIndex }), media);
  });
  return app;
}

function isOver(media: MediaRecord, platform: Platform): boolean {
  return platform.now() >= Number(new URL(media.url).searchParams.get("Expires")) * 1000;
}

async function serve(c: Context<SimEnv>, fault: MediaFault | undefined, media: MediaRecord): Promise<Response> {
  switch (fault?.kind) {
    case undefined:
      return whole(media, c.req.header("range"));
    case "missing":
      return storeError(404, "NoSuchKey");
    case "expired":
      return storeError(403, "AccessDenied");
    case "status":
      return storeError(fault.status, "InternalError");
    case "redirect":
      return new Response(null, { status: 302, headers: { location: fault.to } });
    case "oversize":
      return streamed(media, parts(media.bytes, new Uint8Array(fault.extraBytes)));
    case "endless":
      return streamed(media, endless(media.bytes));
    case "slow":
      return streamed(media, slowly(media.bytes, fault.ms));
    case "hold":
      await fault.until;
      return whole(media, undefined);
    case "understated":
      return raw(c, media, fault.announcedBytes);
    case "truncated":
      return raw(c, media, media.bytes.length * 2);
    case "drop":
      return drop(c);
    case "content-type":
      return whole({ bytes: media.bytes, contentType: fault.contentType }, undefined);
    case "wrong-bytes":
      return whole(fault, undefined);
  }
}

/** The file, or the part of it that a player asks for. */
function whole(
  { bytes, contentType }: Pick<MediaRecord, "bytes" | "contentType">,
  range: string | undefined,
): Response {
  const headers = { "content-type": contentType, "accept-ranges": "bytes" };
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? "") ?? [];
  if (from === undefined)
    return new Response(Buffer.from(bytes), { headers: { ...headers, "content-length": `${bytes.length}` } });
  const last = Math.min(to ? Number(to) : Infinity, bytes.length - 1);
  const part = Buffer.from(bytes.subarray(Number(from), last + 1));
  const contentRange = `bytes ${from}-${last}/${bytes.length}`;
  return new Response(part, { status: 206, headers: { ...headers, "content-range": contentRange } });
}

function streamed({ contentType }: MediaRecord, body: AsyncIterable<Uint8Array>): Response {
  const pieces = body[Symbol.asyncIterator]();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return?.();
    },
  });
  return new Response(stream, { headers: { "content-type": contentType } });
}

async function* parts(...all: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* all;
}

async function* endless(start: Uint8Array): AsyncGenerator<Uint8Array> {
  yield start;
  for (;;) yield new Uint8Array(65_536);
}

/** Ten parts over the whole time. */
async function* slowly(bytes: Uint8Array, ms: number): AsyncGenerator<Uint8Array> {
  const step = Math.ceil(bytes.length / 10);
  for (let at = 0; at < bytes.length; at += step) {
    await sleep(ms / 10);
    yield bytes.subarray(at, at + step);
  }
}

/** Past the HTTP library, which would not let an answer contradict its own length. */
function raw(c: Context<SimEnv>, { bytes, contentType }: MediaRecord, announced: number): Response {
  const { socket } = c.env.incoming;
  socket.write(
    `HTTP/1.1 200 OK\r\ncontent-type: ${contentType}\r\ncontent-length: ${announced}\r\nconnection: close\r\n\r\n`,
  );
  socket.end(bytes);
  return RESPONSE_ALREADY_SENT;
}

/** What an object store answers in place of a file. */
function storeError(status: number, code: string): Response {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><HostId>sim</HostId></Error>\n`;
  return new Response(xml, { status, headers: { "content-type": "application/xml" } });
}
