import { Pool, errors } from "undici";
import type { Clock } from "../../domain/time/clock.ts";
import { RetryableError } from "../../domain/errors/errors.ts";
import type { Json } from "../../domain/json.ts";
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
  /** Sends one request; any status is an answer. @throws RetryableError `generator.unreachable`, `generator.garbled` */
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

const POOL = {
  /** Enough for ten requests a second (`API_RATE`), each answered within about 1.5 s. */
  connections: 16,
  /** Longer than the usual pause between polls, so that few polls need a handshake. */
  keepAliveTimeout: 30_000,
  connect: { timeout: 5_000 },
  /** Between two pieces of a body of a few hundred bytes. */
  bodyTimeout: 10_000,
  /** A task with twelve signed URLs takes 20 kB; anything over 1 MiB is not this API's answer. */
  maxResponseSize: 1024 * 1024,
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
    const text = await response.body.text();
    return {
      status: response.statusCode,
      retryAfterMs: readRetryAfter(response.headers["retry-after"], clock.now()),
      body: readJson(text),
    };
  }

  return {
    async call(call, signal) {
      // Polls have waited for the same rate limit already, in `pacing/polls.ts`.
      if (call.method === "POST") await pacer.wait(signal);
      signal.throwIfAborted();
      const answer = await exchange(call, signal).catch((error: unknown) => {
        signal.throwIfAborted();
        throw toBotError(error);
      });
      const waitMs = answer.retryAfterMs ?? (answer.status === 429 ? UNTOLD_PAUSE_MS : 0);
      if (answer.status >= 400 && waitMs > 0) pacer.pause(waitMs);
      return answer;
    },
    close: () => pool.destroy(),
  };
}

/** Keeps only the code of a failed exchange: a parser's error carries bytes of the answer. */
function toBotError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof errors.InvalidArgumentError) return error; // a bug of ours
  if (error instanceof errors.ResponseExceededMaxSizeError) return garbled("size");
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  return new RetryableError("generator.unreachable", { detail: { reason: code } });
}
