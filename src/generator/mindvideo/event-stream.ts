// GET …/events, whose format no page shows: where it answers as a server-sent event stream, that something moved is known
// at once; where it does not, nobody asks again for a while, and the schedule of polls is all there is.

import { Pool } from "undici";
import type { Generator } from "../generator.ts";
import type { ApiOptions } from "./call-api.ts";

export interface EventStreams {
  readonly follow: Generator["follow"];
  close(): Promise<void>;
}

/** Each is a connection: beyond these, tasks are polled as if there were no stream. */
const MOST_STREAMS = 100;
/** An API without streams is asked again this much later. */
const ASK_AGAIN_MS = 60 * 60_000;
const ANSWER_MS = 15_000;

export function openEventStreams({ apiUrl, apiKey, userAgent, clock, pacer }: ApiOptions): EventStreams {
  const root = new URL("api/v1/", apiUrl.endsWith("/") ? apiUrl : `${apiUrl}/`);
  // A pool of their own, so that streams never stand in the way of polls.
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
      // It says of itself that it was cut off; that is just what was wanted.
      body.on("error", () => {}).destroy();
      throw new Error("not a stream");
    }
    known = { kind: "there" };
    // Whatever it says, in whatever words.
    for await (const _ of body) onMove();
  }

  return {
    async follow(taskId, onMove, signal) {
      const isOld = known.kind === "none" && clock.elapsed() >= known.untilMs;
      if (open >= MOST_STREAMS || known.kind === "asking" || (known.kind === "none" && !isOld)) return;
      // One asks for all: the others go on without until it has an answer.
      if (known.kind !== "there") known = { kind: "asking" };
      open += 1;
      try {
        await pacer.wait(signal);
        await read(taskId, onMove, signal);
      } catch {
        // A stream that broke off is no loss: polls go on all the while.
        if (known.kind === "asking") known = { kind: "none", untilMs: clock.elapsed() + ASK_AGAIN_MS };
      } finally {
        open -= 1;
      }
    },
    close: async () => await pool.destroy(),
  };
}

/** What the API is known to answer. */
type Known = { readonly kind: "unknown" | "asking" | "there" } | { readonly kind: "none"; readonly untilMs: number };
