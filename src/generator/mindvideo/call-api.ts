import { Pool, errors } from "undici";
import type { Clock } from "../../domain/time/clock.ts";
import { RetryableError, TerminalError } from "../../domain/errors/errors.ts";
import type { Json } from "../../domain/json.ts";
import { decodeBody } from "./decode-body.ts";
import { garbled } from "./garbled.ts";
import type { Pacer } from "../../domain/pacer.ts";
import { readJson } from "./read-json.ts";
import { readRetryAfter } from "./retry-after.ts";

interface Call {
  readonly method: "GET" | "POST";
  /** Below `/api/v1/`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds that the API may take to begin its answer. */
  readonly answerMs: number;
}

export interface Answer {
  readonly status: number;
  /** From `Retry-After`, in milliseconds; null if the API sent none. */
  readonly retryAfterMs: number | null;
  /** Undefined if it was not JSON. */
  readonly body: Json | undefined;
}

export interface Api {
  /**
   * Sends one request; any status is an answer.
   * @throws RetryableError `generator.not_sent`, `generator.unreachable`, `generator.garbled`; TerminalError
   * `generator.unsendable`
   */
  call(call: Call, signal: AbortSignal): Promise<Answer>;
  /** Drops requests in flight. */
  close(): Promise<void>;
}

export interface ApiOptions {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly userAgent: string;
  readonly clock: Clock;
  readonly pacer: Pacer;
}

/** Pause after a 429 without `Retry-After`. No limit is documented; this outlasts a window of a few seconds. */
const UNTOLD_PAUSE_MS = 5_000;

/** A task with twelve signed URLs takes 20 kB; anything over 1 MiB is not this API's answer. */
const MOST_BYTES = 1024 * 1024;

const POOL = {
  /** Enough for ten requests a second (`API_RATE`), each answered within about 1.5 s. */
  connections: 16,
  /** Longer than the usual pause between polls, so that few polls need a handshake. */
  keepAliveTimeout: 30_000,
  connect: { timeout: 5_000 },
  /** Between two pieces of a body of a few hundred bytes. */
  bodyTimeout: 10_000,
  maxResponseSize: MOST_BYTES,
  /** A fault of one connection then costs one request, not all that share a stream. */
  allowH2: false,
} as const;

export function openApi({ apiUrl, apiKey, userAgent, clock, pacer }: ApiOptions): Api {
  const root = new URL("api/v1/", apiUrl.endsWith("/") ? apiUrl : `${apiUrl}/`);
  const pool = new Pool(root.origin, POOL);

  async function exchange({ method, path, headers, body, answerMs }: Call, signal: AbortSignal): Promise<Answer> {
    const response = await pool.request({
      method,
      path: `${root.pathname}${path}`,
      headers: { ...headers, accept: "application/json", "user-agent": userAgent, authorization: `Bearer ${apiKey}` },
      body: body ?? null,
      headersTimeout: answerMs,
      signal,
    });
    const bytes = new Uint8Array(await response.body.arrayBuffer());
    const text = decodeBody(bytes, response.headers["content-encoding"], MOST_BYTES);
    return {
      status: response.statusCode,
      retryAfterMs: readRetryAfter(response.headers["retry-after"], clock.now()),
      body: text === null ? undefined : readJson(text),
    };
  }

  return {
    async call(call, signal) {
      const kind = call.method === "POST" ? "start" : "poll";
      // Polls have waited for the same rate limit already, in `pacing/polls.ts`.
      if (kind === "start") await pacer.waitFor(kind, signal);
      signal.throwIfAborted();
      const answer = await exchange(call, signal).catch((error: unknown) => {
        signal.throwIfAborted();
        throw toBotError(error);
      });
      const waitMs = answer.retryAfterMs ?? (answer.status === 429 ? UNTOLD_PAUSE_MS : 0);
      if (answer.status >= 400 && waitMs > 0) pacer.pause(kind, waitMs);
      else pacer.answered(kind);
      return answer;
    },
    close: () => pool.destroy(),
  };
}

/** Keeps only the code of a failed exchange: a parser's error carries bytes of the answer. */
function toBotError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error instanceof errors.InvalidArgumentError) return new TerminalError("generator.unsendable", { cause: error });
  if (error instanceof errors.ResponseExceededMaxSizeError) return garbled("size");
  const reason = "code" in error && typeof error.code === "string" ? error.code : error.name;
  return new RetryableError(isNotSent(error, reason) ? "generator.not_sent" : "generator.unreachable", {
    detail: { reason },
  });
}

/** No connection stood: the name has no address, nobody listens, no route leads there, or TLS was not agreed on. */
function isNotSent(error: Error, code: string): boolean {
  if (error instanceof errors.ConnectTimeoutError) return true;
  const parts = error instanceof AggregateError ? (error.errors as readonly unknown[]) : [error];
  return parts.every(isOfConnecting) || OF_TLS.test(code);
}

const isOfConnecting = (error: unknown): boolean =>
  error instanceof Error && "syscall" in error && ["connect", "getaddrinfo", "queryA"].includes(String(error.syscall));

/** Codes of Node's and of OpenSSL's: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const OF_TLS = /^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA)/;
