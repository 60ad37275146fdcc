// The real npm clients against a local server that speaks their protocols: durations and intervals a tenth of the real
// ones, figures shown as if at full length.

import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import { createFalClient } from "@fal-ai/client";
import Replicate from "replicate";
import { CLIP, createRandom, draw, PICTURE } from "./truth.ts";
import type { Truth } from "./truth.ts";

const FASTER = 10;
/** Of each client and kind. */
const TASKS = 30;
/** What both clients wait between two polls unless they are told otherwise, in milliseconds. */
const INTERVAL_MS = 500;

interface Task {
  readonly endsAt: number;
  polls: number;
}

export async function clientCosts(): Promise<readonly (readonly string[])[]> {
  const tasks = new Map<string, Task>();
  await using api = await listen(tasks);
  const rows: (readonly string[])[] = [];
  for (const [kind, truth] of KINDS) {
    const both = CLIENTS.map(async ([name, watch], index) => {
      const firstId = index * TASKS;
      return [name, kind, ...(await measure({ tasks, firstId, origin: api.origin, truth, watch }))];
    });
    rows.push(...(await Promise.all(both)));
    tasks.clear();
  }
  return rows;
}

type Watch = (origin: string, id: string) => Promise<void>;

interface Measured {
  readonly tasks: Map<string, Task>;
  readonly firstId: number;
  readonly origin: string;
  readonly truth: Truth;
  readonly watch: Watch;
}

async function measure({ tasks, firstId, origin, truth, watch }: Measured): Promise<readonly string[]> {
  const random = createRandom(1);
  const own: Task[] = [];
  const delays = await Promise.all(
    Array.from({ length: TASKS }, async (_, index) => {
      const endsAt = performance.now() + (draw(truth, random) / FASTER) * 1_000;
      const task = { endsAt, polls: 0 };
      tasks.set(String(firstId + index), task);
      own.push(task);
      await watch(origin, String(firstId + index));
      return performance.now() - endsAt;
    }),
  );
  const polls = own.reduce((sum, task) => sum + task.polls, 0) / TASKS;
  const delay = (delays.reduce((sum, ms) => sum + ms, 0) / TASKS / 1_000) * FASTER;
  return [polls.toFixed(1), `${delay.toFixed(2)} s`];
}

const toLocal =
  (origin: string): typeof fetch =>
  async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    return await fetch(`${origin}${url.pathname}${url.search}`, init);
  };

async function watchWithFal(origin: string, requestId: string): Promise<void> {
  const fal = createFalClient({ credentials: "key", fetch: toLocal(origin) });
  await fal.queue.subscribeToStatus("fal-ai/model", { requestId, mode: "polling", pollInterval: INTERVAL_MS / FASTER });
}

async function watchWithReplicate(origin: string, id: string): Promise<void> {
  const replicate = new Replicate({ auth: "key", baseUrl: origin, fetch: toLocal(origin) });
  await replicate.wait(await replicate.predictions.get(id), { interval: INTERVAL_MS / FASTER });
}

const CLIENTS = [
  ["@fal-ai/client", watchWithFal],
  ["replicate", watchWithReplicate],
] as const;
const KINDS = [
  ["pictures", PICTURE],
  ["clips", CLIP],
] as const;

async function listen(tasks: ReadonlyMap<string, Task>): Promise<AsyncDisposable & { readonly origin: string }> {
  const server: Server = createServer((request, response) => {
    const task = tasks.get(idOf(request));
    if (task !== undefined) task.polls += 1;
    const over = task !== undefined && performance.now() >= task.endsAt;
    const id = idOf(request);
    const isFal = request.url?.includes("/requests/") === true;
    const answer = isFal
      ? { status: over ? "COMPLETED" : "IN_PROGRESS", request_id: id, logs: [] }
      : { id, status: over ? "succeeded" : "processing", output: over ? ["https://example.com/a.png"] : null };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const idOf = ({ url = "" }: IncomingMessage): string => /(?:requests|predictions)\/(\d+)/.exec(url)?.[1] ?? "";
