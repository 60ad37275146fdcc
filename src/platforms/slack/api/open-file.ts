// What people upload, read with the workspace's token: https://docs.slack.dev/reference/objects/file-object#private. The
// token is sent to Slack alone, wherever an address or a redirect may lead. Whoever has no right to a file gets a page to
// sign in, with status 200: what arrives is looked at before it counts.

import { request } from "undici";
import type { Dispatcher } from "undici";
import { BotError, RetryableError, UserError } from "../../../domain/errors/errors.ts";
import type { Attachment } from "../../../domain/messages/invocation.ts";
import type { OpenFile } from "../../../domain/media.ts";
import { beginsAs } from "./begins-as.ts";

export interface FileParts {
  /** `SLACK_API_URL`. */
  readonly apiUrl: string;
  readonly dispatcher: Dispatcher;
  /** Null: the bot is not installed there any more. */
  readonly tokenOf: (teamId: string) => Promise<string | null>;
}

/** Enterprise Grid takes one, from the workspace to where its files are. */
const MOST_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** For the headers, and between two pieces; how long all of it takes is up to who reads it. */
const PATIENCE_MS = 20_000;

export function createOpenFile({ apiUrl, dispatcher, tokenOf }: FileParts): OpenFile {
  async function get(url: URL, token: string, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    let at = url;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      if (!isSlack(at, apiUrl)) break;
      const headers = { authorization: `Bearer ${token}` };
      const limits = { headersTimeout: PATIENCE_MS, bodyTimeout: PATIENCE_MS };
      const response = await request(at, { dispatcher, headers, signal, ...limits });
      const { location } = response.headers;
      if (!REDIRECTS.has(response.statusCode) || typeof location !== "string") return response;
      await response.body.dump();
      const next = URL.parse(location, at);
      if (next === null) break;
      at = next;
    }
    throw new UserError("file.unreadable", { detail: { host: at.host } });
  }

  return async (teamId, file, signal) => {
    const url = URL.parse(file.url);
    try {
      const token = await tokenOf(teamId);
      if (token === null || url === null) throw new UserError("file.gone");
      return await open(await get(url, token, signal), file, signal);
    } catch (error) {
      throw toBotError(error, signal);
    }
  };
}

/** Slack's own hosts, by https; and those of the API that is configured, where that is another one. */
function isSlack({ host, hostname, protocol }: URL, apiUrl: string): boolean {
  const api = new URL(apiUrl);
  if (protocol === api.protocol && (host === api.host || host.endsWith(`.${api.host}`))) return true;
  return protocol === "https:" && host === hostname && hostname.endsWith(".slack.com");
}

async function open(
  { body, headers, statusCode }: Dispatcher.ResponseData,
  file: Attachment,
  signal: AbortSignal,
): ReturnType<OpenFile> {
  const pieces = (body as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  try {
    const type = typeOf(headers["content-type"]);
    if (statusCode !== 200) throw judge(statusCode, headers["retry-after"]);
    if (type === "text/html") throw new UserError("file.gone", { detail: { why: "page" } });
    const length = headers["content-length"];
    if (length !== undefined && Number(length) !== file.bytes) throw unreadable("length");
    const head = await firstPiece(pieces);
    const contentType = typeOf(file.contentType ?? undefined) || type;
    if (!beginsAs(contentType, head)) throw unreadable("content");
    return { contentType, bytes: file.bytes, content: content({ head, pieces }, file.bytes, signal) };
  } catch (error) {
    // A body that nobody reads keeps its connection for good.
    await pieces.return?.();
    throw error;
  }
}

/** Enough to tell what it is. */
const HEAD_BYTES = 32;

async function firstPiece(pieces: AsyncIterator<Buffer>): Promise<Buffer> {
  let head = Buffer.alloc(0);
  while (head.byteLength < HEAD_BYTES) {
    const { done, value } = await pieces.next();
    if (done === true) break;
    head = Buffer.concat([head, value]);
  }
  return head;
}

interface Begun {
  readonly head: Buffer;
  readonly pieces: AsyncIterator<Buffer>;
}

async function* content({ head, pieces }: Begun, bytes: number, signal: AbortSignal): AsyncGenerator<Uint8Array, void> {
  try {
    let left = bytes - head.byteLength;
    if (left < 0) throw unreadable("length");
    yield head;
    for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
      left -= next.value.byteLength;
      if (left < 0) throw unreadable("length");
      yield next.value;
    }
    if (left > 0) throw unreadable("length");
  } catch (error) {
    throw toBotError(error, signal);
  } finally {
    await pieces.return?.();
  }
}

/** `image/png; charset=…` happens. */
const typeOf = (header: string | readonly string[] | undefined): string =>
  String(header ?? "")
    .split(";")[0]
    ?.trim()
    .toLowerCase() ?? "";

const unreadable = (why: string): UserError => new UserError("file.unreadable", { detail: { why } });

function judge(status: number, retryAfter: string | readonly string[] | undefined): BotError {
  const detail = { status };
  if (status < 500 && ![408, 425, 429].includes(status)) return new UserError("file.gone", { detail });
  const seconds = Number(retryAfter);
  return new RetryableError("file.unreachable", { detail, retryAfterMs: seconds > 0 ? seconds * 1000 : null });
}

/** Of a network's error only the code is kept: its message has the address in it. */
function toBotError(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof BotError) return error;
  const why = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  return new RetryableError("file.unreachable", { detail: { why } });
}
