// What was lent, for whoever has its address: MindVideo, which reads it while a run is at work. The bytes come through
// the platform with the bot's own authority, which stays here; nothing is kept on the way.

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

/** Other people's files on our own address: a browser must neither guess what they are nor run what is in them. */
const SAFELY = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; sandbox",
  "x-content-type-options": "nosniff",
  "accept-ranges": "bytes",
} as const;
/** Until an outage of the platform may be over. */
const RETRY_AFTER_SECONDS = "5";

/** Unknown, expired, given back, gone: the same 404, which says nothing of what there is. */
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
        // Who asked has left.
        if (gone.signal.aborted && !(error instanceof BotError)) return;
        fail(parts.log, { error, loan, response });
      }
    },
  };
}

/** Null also when its run is over, or never came to be. */
async function find({ lending, store }: LentParts, { url = "" }: IncomingMessage): Promise<Loan | null> {
  const token = URL.parse(url, "http://localhost")?.pathname.slice(LENT_PATH.length + 1) ?? "";
  const loan = await lending.find(token);
  if (loan === undefined) return null;
  const generation = await store.get(loan.generationId);
  return generation !== null && isAtWork(generation.state) ? loan : null;
}

/** Before `submitting` nobody has the address; after `running` nobody needs it. */
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
  // A part only of what is still the same: there is no tag to tell that by.
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

/** Platforms do not all serve parts; files are small enough to be read up to where the part begins. */
async function* part({ bytes, content }: OpenedFile, { first, last }: ByteRange): AsyncGenerator<Uint8Array, void> {
  let at = 0;
  for await (const piece of content) {
    const wanted = piece.subarray(Math.max(0, first - at), Math.max(0, last + 1 - at));
    at += piece.byteLength;
    if (wanted.byteLength > 0) yield wanted;
    // At its end, a file is read on until it says that this is the end.
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
  // Cut off, so that nobody takes what has arrived for the whole.
  if (response.headersSent) response.destroy();
  else if (error instanceof UserError) response.writeHead(404).end();
  else if (error instanceof RetryableError) response.writeHead(503, { "retry-after": RETRY_AFTER_SECONDS }).end();
  else response.writeHead(500).end();
}
