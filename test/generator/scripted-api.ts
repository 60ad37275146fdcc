import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { Pacer } from "../../src/domain/pacer.ts";
import { createPacer } from "../../src/pacing/pacer.ts";
import { createMindVideo } from "../../src/generator/mindvideo/create-mindvideo.ts";
import type { Generator } from "../../src/generator/generator.ts";
import { createSteppingClock } from "./stepping-clock.ts";
import type { SteppingClock } from "./stepping-clock.ts";

interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** By the client's clock. */
  readonly at: number;
}

/** "drop": the connection ends without an answer. */
export type Reply =
  | "drop"
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown };

export const API_KEY = "mv_live_5up3rs3cr3t";

export interface ScriptedApi extends AsyncDisposable {
  readonly pacer: Pacer;
  readonly generator: Generator;
  readonly clock: SteppingClock;
  readonly received: readonly Received[];
  readonly connections: () => number;
}

/** A server that answers the nth request with the nth reply, the last one ever after, and a client of it. */
export async function startScriptedApi(...replies: readonly Reply[]): Promise<ScriptedApi> {
  const clock = createSteppingClock();
  const received: Received[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const reply = replies[Math.min(received.length, replies.length - 1)] ?? "drop";
      received.push({ method, path: url, headers, body: Buffer.concat(chunks).toString(), at: clock.now() });
      if (reply === "drop") return request.socket.destroy();
      const { body = "", status = 200 } = reply;
      response.writeHead(status, reply.headers);
      response.end(typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body));
    });
  });
  server.on("connection", () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const pacer = createPacer(() => 10, clock);
  const generator = createMindVideo({
    apiUrl: `http://127.0.0.1:${port}`,
    apiKey: API_KEY,
    clock,
    pacer,
    userAgent: "Atelier/test",
  });
  return {
    generator,
    pacer,
    clock,
    received,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      await generator[Symbol.asyncDispose]();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What a promise was rejected with; a promise that was kept fails the test. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    (value: unknown) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ("error" in outcome) return outcome.error;
  throw new Error(`expected a rejection, got ${JSON.stringify(outcome.value)}`);
}
