import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Log } from "../domain/log.ts";

/** A handler for one path of the HTTP server. */
export interface HttpRoute {
  /** `/slack`: this path and all below it. */
  readonly path: string;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
}

export interface HttpOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly log: Log;
  readonly routes: readonly HttpRoute[];
}

export interface HttpServer extends AsyncDisposable {
  readonly port: number;
}

/** How long closing waits for answers: longer than a platform waits. A file still being read is asked for again. */
const LAST_ANSWERS_MS = 5_000;

/** `/healthz`: 200 if this process is up and its event loop turns. */
const HEALTH: HttpRoute = {
  path: "/healthz",
  handle: (_, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}');
  },
};

/** Serves `routes` and `/healthz`. Anything else is a bare 404. */
export async function openHttp({ port, log, routes }: HttpOptions): Promise<HttpServer> {
  const all = [HEALTH, ...routes];
  const server = createServer((request, response) => {
    const route = all.find(({ path }) => isBelow(pathOf(request), path));
    if (route === undefined) response.writeHead(404).end();
    else void answer(route, request, response);
  });

  async function answer(route: HttpRoute, request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await route.handle(request, response);
    } catch (error) {
      // Only the route's path: the rest may be a secret.
      log.error({ err: error, route: route.path }, "request threw");
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, resolve);
  });
  const opened = (server.address() as AddressInfo).port;
  log.info({ port: opened, routes: all.map(({ path }) => path) }, "listening");
  return {
    port: opened,
    [Symbol.asyncDispose]: async () =>
      await new Promise<void>((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
      }),
  };
}

/** Never throws: a request line can hold anything. */
const pathOf = ({ url = "" }: IncomingMessage): string => URL.parse(url, "http://localhost")?.pathname ?? "";

const isBelow = (path: string, prefix: string): boolean => path === prefix || path.startsWith(`${prefix}/`);
