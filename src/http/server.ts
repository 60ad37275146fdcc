import { serve } from "@hono/node-server";
import { Hono } from "hono";
import type { Log } from "../domain/log.ts";

export interface HttpOptions {
  readonly port: number;
  readonly log: Log;
}

/** `/healthz`: this process is up and its event loop turns. */
export async function openHttp({ port, log }: HttpOptions): Promise<AsyncDisposable> {
  const app = new Hono();
  app.get("/healthz", (context) => context.json({ ok: true }));
  const server = serve({ fetch: app.fetch, port });
  await new Promise<void>((resolve, reject) => {
    server.once("listening", resolve);
    server.once("error", reject);
  });
  log.info({ port }, "listening");
  return {
    [Symbol.asyncDispose]: async () => await new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
