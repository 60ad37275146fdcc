// GET …/events, whose format is not documented. If it answers with server-sent events, any event makes us poll at once.
// If not, we leave it for an hour and only poll on schedule.

import { Pool } from "undici";
import type { Generator } from "../generator.ts";
import type { ApiOptions } from "./call-api.ts";

export interface EventStreams {
  readonly follow: Generator["follow"];
  close(): Promise<void>;
}

/** Most open streams, each of which is a connection. Further tasks are only polled. */
const MOST_STREAMS = 100;
/** If the API has no streams, try again after this time. */
const ASK_AGAIN_MS = 60 * 60_000;
const ANSWER_MS = 15_000;
const MOST_LINE_CHARS = 100_000;

export function openEventStreams({ apiUrl, apiKey, userAgent, clock, pacer }: ApiOptions): EventStreams {
  const root = new URL("api/v1/", apiUrl.endsWith("/") ? apiUrl : `${apiUrl}/`);
  // A separate pool, so that streams never block polls.
  const pool = new Pool(root.origin, { connections: MOST_STREAMS, bodyTimeout: 0, headersTimeout: ANSWER_MS });
  let open = 0;
  let known: Known = { kind: "unknown" };

  async function read(taskId: string, onMove: () => void, signal: AbortSignal): Promise<void> {
    const { statusCode, headers, body } = await pool.request({
      method: "GET",
      path: `${root.pathname}tasks/${encodeURIComponent(taskId)}/events`,
      headers: { accept: "text/event-stream", "user-agent": userAgent, authorization: `Bearer ${apiKey}` },
      signal,
    });
    if (statusCode !== 200 || !String(headers["content-type"]).startsWith("text/event-stream")) {
      // Destroying a body emits an error, which is expected here.
      body.on("error", () => {}).destroy();
      throw new Error("not a stream");
    }
    known = { kind: "there" };
    for await (const line of linesOf(body)) if (line.startsWith("data")) onMove();
  }

  return {
    async follow(taskId, onMove, signal) {
      const isOld = known.kind === "none" && clock.elapsed() >= known.untilMs;
      if (open >= MOST_STREAMS || known.kind === "asking" || (known.kind === "none" && !isOld)) return;
      // One task finds out for all; meanwhile the others go without a stream.
      if (known.kind !== "there") known = { kind: "asking" };
      open += 1;
      try {
        await pacer.wait(signal);
        await read(taskId, onMove, signal);
      } catch {
        // A broken stream is no loss, since polls go on.
        if (known.kind === "asking") known = { kind: "none", untilMs: clock.elapsed() + ASK_AGAIN_MS };
      } finally {
        open -= 1;
      }
    },
    close: async () => await pool.destroy(),
  };
}

/** The content of events is ignored, but a comment that keeps the connection open is no event. */
async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r\n|\r|\n/);
    // A line without end is either read on, or endless and none of an event stream.
    rest = (lines.pop() ?? "").slice(0, MOST_LINE_CHARS);
    yield* lines;
  }
}

/** What we know about the API's support for streams. */
type Known = { readonly kind: "unknown" | "asking" | "there" } | { readonly kind: "none"; readonly untilMs: number };
