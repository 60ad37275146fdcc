// Serves lent files to anyone who has their address: MindVideo, which reads them while a run is going on. The bytes are
// streamed from the platform with the bot's token, which never leaves the bot; nothing is stored on the way.

import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { BotError, RetryableError, UserError } from "../domain/errors/errors.ts";
import type { Generation } from "../domain/generation.ts";
import type { PlatformName } from "../domain/messages/invocation.ts";
import type { Log } from "../domain/log.ts";
import { LENT_PATH } from "../media/lend.ts";
import type { Lending, Loan } from "../media/lend.ts";
import type { Platform } from "../platforms/platform.ts";
import type { OpenedFile } from "../domain/media.ts";
import { readByteRange } from "./byte-range.ts";
import type { ByteRange } from "./byte-range.ts";
import type { HttpRoute } from "./server.ts";

export interface LentParts {
  readonly lending: Pick<Lending, "find">;
  readonly store: { get(generationId: string): Promise<Pick<Generation, "state"> | null> };
  readonly platforms: ReadonlyMap<PlatformName, Pick<Platform, "openFile">>;
  readonly log: Log;
}

/** These are strangers' files on our own address: a browser must not guess their type or run anything in them. */
const SAFELY = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; sandbox",
  "x-content-type-options": "nosniff",
  "accept-ranges": "bytes",
} as const;
/** An outage of the platform may be over by then. */
const RETRY_AFTER_SECONDS = "5";

/** Answers 404 alike for tokens that are unknown or expired and files that are gone, so that nothing can be probed. */
export function createLentRoute(parts: LentParts): HttpRoute {
  return {
    path: LENT_PATH,
    async handle(request, response) {
      const { method } = request;
      if (method !== "GET" && method !== "HEAD") return void response.writeHead(405, { allow: "GET, HEAD" }).end();
      const loan = await find(parts, request);
      const platform = loan === null ? undefined : parts.platforms.get(loan.platform);
      if (loan === null || platform?.openFile === undefined) return void response.writeHead(404).end();
      const gone = new AbortController();
      response.once("close", () => gone.abort());
      try {
        const opened = await platform.openFile(loan.guildId, loan.file, gone.signal);
        await serve(opened, request, response);
      } catch (error) {
        // The client has disconnected.
        if (gone.signal.aborted && !(error instanceof BotError)) return;
        fail(parts.log, { error, loan, response });
      }
    },
  };
}

/** Null as well if the run is over, or was never accepted. */
async function find({ lending, store }: LentParts, { url = "" }: IncomingMessage): Promise<Loan | null> {
  const token = URL.parse(url, "http://localhost")?.pathname.slice(LENT_PATH.length + 1) ?? "";
  const loan = await lending.find(token);
  if (loan === undefined) return null;
  const generation = await store.get(loan.generationId);
  return generation !== null && isAtWork(generation.state) ? loan : null;
}

/** True from `submitting`, before which nobody has the address, to `running`, after which nobody needs it. */
function isAtWork({ kind }: Generation["state"]): boolean {
  switch (kind) {
    case "submitting":
    case "running":
      return true;
    case "held":
    case "settled":
    case "delivered":
    case "undeliverable":
      return false;
  }
}

async function serve(opened: OpenedFile, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { bytes, content, contentType } = opened;
  const { "if-range": ifRange, range: asked } = request.headers;
  // `If-Range` asks for a part only of an unchanged file. We send no tag, so the answer is the whole file.
  const range = ifRange === undefined ? readByteRange(asked, bytes) : null;
  const { first, last } = range === null || range === "none" ? { first: 0, last: bytes - 1 } : range;
  const length = { "content-type": contentType, "content-length": last - first + 1 };
  if (range === "none") response.writeHead(416, { ...SAFELY, "content-range": `bytes */${bytes}` });
  else if (range === null) response.writeHead(200, { ...SAFELY, ...length });
  else response.writeHead(206, { ...SAFELY, ...length, "content-range": `bytes ${first}-${last}/${bytes}` });
  if (range !== "none" && request.method === "GET") return await pipeline(part(opened, { first, last }), response);
  await content.return();
  response.end();
}

/** Skips to where the part begins: not all platforms serve ranges, and files are small. */
async function* part({ bytes, content }: OpenedFile, { first, last }: ByteRange): AsyncGenerator<Uint8Array, void> {
  let at = 0;
  for await (const piece of content) {
    const wanted = piece.subarray(Math.max(0, first - at), Math.max(0, last + 1 - at));
    at += piece.byteLength;
    if (wanted.byteLength > 0) yield wanted;
    // Do not stop at the last byte of the file: reading on confirms that it is complete.
    if (at > last && at < bytes) return;
  }
}

interface Failure {
  readonly error: unknown;
  readonly loan: Loan;
  readonly response: ServerResponse;
}

function fail(log: Log, { error, loan, response }: Failure): void {
  const { generationId } = loan;
  const fields = error instanceof BotError ? { code: error.code, detail: error.detail } : { err: error };
  log.warn({ generationId, ...fields }, "lent file not served");
  // Break the connection, so that what has arrived is not taken for the whole file.
  if (response.headersSent) response.destroy();
  else if (error instanceof UserError) response.writeHead(404).end();
  else if (error instanceof RetryableError) response.writeHead(503, { "retry-after": RETRY_AFTER_SECONDS }).end();
  else response.writeHead(500).end();
}
