// The other side of the wire for whole lives of runs: tasks that are over when they are first polled, or never, a media
// host, and as much of Discord's REST API as a worker asks for. In a process of its own.

import { createServer } from "node:http";
import type { ServerResponse } from "node:http";

const [, , ending = "at once"] = process.argv;
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

const counts = { created: 0, polls: 0, edits: 0, mostPollsInSecond: 0 };
const recent: number[] = [];

function poll(now: number): void {
  counts.polls += 1;
  recent.push(now);
  while ((recent[0] ?? now) <= now - 1_000) recent.shift();
  counts.mostPollsInSecond = Math.max(counts.mostPollsInSecond, recent.length);
}

const json = (response: ServerResponse, status: number, body: unknown): void =>
  void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));

function answer(method: string, path: string, response: ServerResponse): void {
  if (path.startsWith("/media/"))
    return void response.writeHead(200, { "content-type": "image/png", "content-length": PNG.length }).end(PNG);
  if (path.endsWith("/events")) return json(response, 404, {});
  if (path.endsWith("/applications/@me")) return json(response, 200, { id: "1" });
  if (!path.startsWith("/api/v1/tasks")) {
    counts.edits += 1;
    return json(response, 200, { id: "1", channel_id: "2", attachments: [] });
  }
  const task = { model: "wan2-7-image" };
  if (method === "POST") {
    counts.created += 1;
    return json(response, 201, { ...task, task_id: `task_${counts.created}`, status: "queued" });
  }
  poll(performance.now());
  const task_id = path.split("/").at(-1) ?? "";
  if (ending === "never") return json(response, 200, { ...task, task_id, status: "processing" });
  const images = [{ url: `${origin}/media/${task_id}.png` }];
  json(response, 200, { ...task, task_id, status: "succeeded", output: { images }, cost_actual: 0.01 });
}

let origin = "";
const server = createServer((request, response) => {
  request.resume().on("end", () => answer(request.method ?? "GET", request.url ?? "", response));
});
server.keepAliveTimeout = 120_000;
server.listen(0, "127.0.0.1", 4_096, () => {
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  process.send?.({ origin });
});
process.on("message", () => process.send?.(counts));
process.on("disconnect", () => process.exit());
