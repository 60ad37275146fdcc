// The other side of the wire, in a process of its own so that what it costs is not counted: as little of Discord, of
// MindVideo and of a media host as is asked of them. Speaks with its parent over the channel between them.

import { createServer } from "node:http";
import type { ServerResponse } from "node:http";

/** What it is asked, and what it answers. */
export interface Counts {
  /** Requests so far. */
  readonly requests: number;
  /** Bytes taken in so far. */
  readonly bytes: number;
  /** Most polls at tasks that began within any second. */
  readonly mostPollsInSecond: number;
}

const [, , mediaBytes = "0"] = process.argv;
/** A picture's signature and header, so that what checks it has something to read. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const media = Buffer.concat([PNG, Buffer.alloc(Math.max(0, Number(mediaBytes) - PNG.length), 0x5a)]);

let requests = 0;
let bytes = 0;
const polls: number[] = [];

const counts = (): Counts => ({ requests, bytes, mostPollsInSecond: mostInSecond(polls) });

function mostInSecond(times: readonly number[]): number {
  let [most, first] = [0, 0];
  for (const [index, at] of times.entries()) {
    while ((times[first] ?? at) <= at - 1_000) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

const json = (response: ServerResponse, body: unknown, headers: Readonly<Record<string, string>> = {}): void => {
  response.writeHead(200, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
};

/** As Discord limits the edits of one reply: five in two seconds, a bucket an interaction. */
const BUCKET = {
  "x-ratelimit-limit": "5",
  "x-ratelimit-remaining": "4",
  "x-ratelimit-reset-after": "2",
  "x-ratelimit-bucket": "edits",
};

function answer(url: string, response: ServerResponse): void {
  if (url.startsWith("/media/"))
    response.writeHead(200, { "content-type": "image/png", "content-length": media.length }).end(media);
  else if (url.endsWith("/events")) response.writeHead(404, { "content-type": "application/json" }).end("{}");
  else if (url.startsWith("/api/v1/tasks/")) {
    polls.push(performance.now());
    const id = url.slice("/api/v1/tasks/".length);
    json(response, { id, object: "task", status: "processing", model: "wan2-7-image", created_at: 1 });
  } else json(response, { id: "1", channel_id: "2", attachments: [] }, BUCKET);
}

const server = createServer((request, response) => {
  requests += 1;
  request.on("data", (piece: Buffer) => (bytes += piece.length));
  request.on("end", () => answer(request.url ?? "", response));
});
server.keepAliveTimeout = 120_000;
server.listen(0, "127.0.0.1", 4_096, () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" ? address?.port : null });
});
process.on("message", () => process.send?.(counts()));
process.on("disconnect", () => process.exit());
