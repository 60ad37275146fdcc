// The other side of the wire for whole lives of runs: tasks that are over when they are first looked at, or never, a media
// host, and as much of Discord's REST API as a worker asks for. In a process of its own.

import { createServer } from "node:http";
import type { ServerResponse } from "node:http";

const [, , ending = "at once"] = process.argv;
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

const tally = { created: 0, looks: 0, edits: 0, mostLooksInSecond: 0 };
const recent: number[] = [];

function look(now: number): void {
  tally.looks += 1;
  recent.push(now);
  while ((recent[0] ?? now) <= now - 1_000) recent.shift();
  tally.mostLooksInSecond = Math.max(tally.mostLooksInSecond, recent.length);
}

const json = (response: ServerResponse, status: number, body: unknown): void =>
  void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));

function answer(method: string, path: string, response: ServerResponse): void {
  if (path.startsWith("/media/"))
    return void response.writeHead(200, { "content-type": "image/png", "content-length": PNG.length }).end(PNG);
  if (path.endsWith("/events")) return json(response, 404, {});
  if (path.endsWith("/applications/@me")) return json(response, 200, { id: "1" });
  if (!path.startsWith("/api/v1/tasks")) {
    tally.edits += 1;
    return json(response, 200, { id: "1", channel_id: "2", attachments: [] });
  }
  const task = { model: "wan2-7-image" };
  if (method === "POST") {
    tally.created += 1;
    return json(response, 201, { ...task, task_id: `task_${tally.created}`, status: "queued" });
  }
  look(performance.now());
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
process.on("message", () => process.send?.(tally));
process.on("disconnect", () => process.exit());
