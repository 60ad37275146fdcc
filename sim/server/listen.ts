import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";

export interface Listening extends AsyncDisposable {
  readonly port: number;
}

/** So many ports in a row that are all taken are no accident. */
const TRIES = 50;

type Fetch = (request: Request) => Response | Promise<Response>;

/** On 127.0.0.1, at `port` or the next one that is free; 0 takes any. */
export async function listenNear(port: number, fetch: Fetch): Promise<Listening> {
  for (let tried = 0; ; tried++) {
    const server = createAdaptorServer({ fetch, overrideGlobalObjects: false }) as Server;
    try {
      server.listen(port === 0 ? 0 : port + tried, "127.0.0.1");
      // Rejects with the server's error.
      await once(server, "listening");
      return opened(server);
    } catch (cause) {
      const isTaken = cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
      if (!isTaken || tried === TRIES) throw cause;
    }
  }
}

const opened = (server: Server): Listening => ({
  port: (server.address() as AddressInfo).port,
  async [Symbol.asyncDispose]() {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  },
});
