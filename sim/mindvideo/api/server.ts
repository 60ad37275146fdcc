import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { mindVideoApi, notFound } from "./api.ts";
import type { SimEnv } from "./connection.ts";
import { mediaServer } from "./media-server.ts";
import type { Platform } from "./platform.ts";

/** Serves the API and the media on one port of 127.0.0.1, and tells the platform where it is. */
export async function serve(platform: Platform, port: number): Promise<AsyncDisposable> {
  const app = new Hono<SimEnv>();
  app.use(async (c, next) => {
    const { method, path } = c.req;
    await next();
    platform.logRequest({ at: platform.now(), method, path, status: c.get("dropped") ? "dropped" : c.res.status });
  });
  app.route("/", mindVideoApi(platform));
  app.route("/", mediaServer(platform));
  app.notFound(() => notFound(platform));
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  platform.origin = `http://127.0.0.1:${portOf(server)}`;
  return {
    async [Symbol.asyncDispose]() {
      const closed = once(server, "close");
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await closed;
    },
  };
}

function portOf(server: { address(): AddressInfo | string | null }): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
