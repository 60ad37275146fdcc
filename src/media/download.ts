import { lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { Agent } from "undici";
import type { Dispatcher } from "undici";
import type { Clock } from "../domain/time/clock.ts";
import { BotError, RetryableError, TerminalError } from "../domain/errors/errors.ts";
import { checkUrl } from "./check-url.ts";
import type { Reservation } from "./memory-budget.ts";
import { publicLookup } from "./public-address.ts";

export interface DownloaderOptions {
  /** `host` or `host:port`. These may have private addresses and plain http. */
  readonly allowedHosts: readonly string[];
  readonly clock: Clock;
  readonly lookup?: LookupFunction;
}

export interface Allowance {
  readonly maxBytes: number;
  readonly reservation: Reservation;
}

export interface Downloader {
  /**
   * Downloads a URL, without credentials: signed URLs refuse a request with `Authorization`, and the API's key must go
   * nowhere else.
   * @throws RetryableError `media.unreachable`
   * @throws TerminalError `media.refused`, `media.too_large`, `media.gone`
   */
  download(url: string, allowance: Allowance, signal: AbortSignal): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A bucket with its own domain redirects once, a CDN perhaps once more. */
const MOST_REDIRECTS = 3;
/** Time for a whole download: the largest file, 128 MiB, at 1 MiB a second. Checked as each piece arrives. */
const TOTAL_MS = 130_000;
const AGENT = {
  /** Per host: twelve images come in two rounds. */
  connections: 8,
  /** Reused between results; shorter than nginx's default of 75 s. */
  keepAliveTimeout: 60_000,
  headersTimeout: 20_000,
  /** Between two pieces. */
  bodyTimeout: 20_000,
  /** One file per connection at a time: HTTP/2 streams share a window, and fail together. */
  allowH2: false,
} as const;
const CONNECT_MS = 10_000;
/** Some CDNs refuse requests without a user agent. */
const HEADERS = { accept: "image/*, video/*", "user-agent": "Atelier" };

export function createDownloader({ allowedHosts, clock, lookup = systemLookup }: DownloaderOptions): Downloader {
  // Two pools, so that a connection made for a listed host never serves one that is not.
  const listed = new Agent({ ...AGENT, connect: { timeout: CONNECT_MS, lookup } });
  const strangers = new Agent({ ...AGENT, connect: { timeout: CONNECT_MS, lookup: publicLookup(lookup) } });

  async function open(text: string, signal: AbortSignal, hops = 0): Promise<Dispatcher.ResponseData> {
    const { url, trusted } = checkUrl(text, allowedHosts);
    const response = await (trusted ? listed : strangers).request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: "GET",
      headers: HEADERS,
      signal,
    });
    const { statusCode: status, headers, body } = response;
    if (status === 200) return response;
    await body.dump({ limit: 16 * 1024, signal });
    const location = headers["location"];
    if ([301, 302, 303, 307, 308].includes(status) && typeof location === "string") {
      if (hops === MOST_REDIRECTS)
        throw new TerminalError("media.refused", { detail: { host: url.host, reason: "redirects" } });
      return await open(URL.parse(location, url)?.href ?? location, signal, hops + 1);
    }
    throw judge(status);
  }

  return {
    async download(url, allowance, signal) {
      const deadline = clock.elapsed() + TOTAL_MS;
      try {
        const response = await open(url, signal);
        return await readBody(response, allowance, () => clock.elapsed() > deadline);
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof BotError) throw error;
        throw new RetryableError("media.unreachable", { detail: { reason: codeOf(error) } });
      }
    },
    async close() {
      await Promise.all([listed.destroy(), strangers.destroy()]);
    },
  };
}

async function readBody(
  { headers, body }: Dispatcher.ResponseData,
  { maxBytes, reservation }: Allowance,
  isLate: () => boolean,
): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    if (Number(headers["content-length"] ?? 0) > maxBytes) throw tooLarge(maxBytes);
    for await (const piece of body as AsyncIterable<Buffer>) {
      if (size + piece.length > maxBytes || !reservation.take(piece.length)) throw tooLarge(maxBytes);
      size += piece.length;
      pieces.push(piece);
      if (isLate()) throw new RetryableError("media.unreachable", { detail: { reason: "slow" } });
    }
    return Buffer.concat(pieces, size);
  } catch (error) {
    // An unread body would occupy one of the host's connections for good.
    body.destroy();
    reservation.giveBack(size);
    throw error;
  }
}

const tooLarge = (maxBytes: number): TerminalError => new TerminalError("media.too_large", { detail: { maxBytes } });

/** 404 may pass: storage can show a new file late. 403 and 410 mean that the link has expired. */
const judge = (status: number): BotError =>
  [404, 408, 425, 429].includes(status) || status >= 500
    ? new RetryableError("media.unreachable", { detail: { status } })
    : new TerminalError("media.gone", { detail: { status } });

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown";
