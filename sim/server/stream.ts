// The board as server-sent events. https://html.spec.whatwg.org/multipage/server-sent-events.html

import { STREAM } from "../page/board/collections.ts";
import type { Change } from "../page/board/collections.ts";
import type { Board } from "./board.ts";

/** How soon a page that has lost the stream comes back. */
const RETRY_MS = 500;
/** A connection that nobody holds any more is noticed by writing to it. */
const BEAT_MS = 15_000;
/** A page that has not read this much is let go: it comes back, and begins with what there is then. */
const BEHIND_BYTES = 8 * 2 ** 20;

const NOTHING = (): void => {};

/** All there is, and then what changes, until the page goes away or `closing` aborts. */
export function streamBoard(board: Board, closing: AbortSignal): Response {
  const encoder = new TextEncoder();
  let stop = NOTHING;
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (text: string): void => {
          controller.enqueue(encoder.encode(text));
          if ((controller.desiredSize ?? 0) > 0) return;
          stop();
          controller.close();
        };
        const stopListening = board.listen((changes) => send(eventOf(STREAM.changes, changes)));
        const beat = setInterval(() => send(":\n\n"), BEAT_MS);
        const end = (): void => {
          stop();
          controller.close();
        };
        stop = () => {
          stopListening();
          clearInterval(beat);
          closing.removeEventListener("abort", end);
        };
        closing.addEventListener("abort", end);
        send(`retry: ${RETRY_MS}\n${eventOf(STREAM.all, board.all())}`);
      },
      cancel: () => stop(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: BEHIND_BYTES }),
  );
  return new Response(body, { headers: { "content-type": "text/event-stream", "cache-control": "no-store" } });
}

const eventOf = (name: string, changes: readonly Change[]): string =>
  `event: ${name}\ndata: ${JSON.stringify(changes)}\n\n`;
