// One port for everything: REST, attachments, and the gateway's WebSocket.
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { WebSocketServer, type WebSocket } from "ws";

export interface Listening extends AsyncDisposable {
  readonly port: number;
}

interface Serving {
  readonly port: number;
  readonly fetch: (request: Request, env: object) => Response | Promise<Response>;
  readonly connect: (socket: WebSocket, query: URLSearchParams) => void;
}

export async function listen({ port, fetch, connect }: Serving): Promise<Listening> {
  const server = createAdaptorServer({ fetch }) as Server;
  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, socket, head) => {
    const { searchParams } = new URL(request.url ?? "/", "ws://127.0.0.1");
    sockets.handleUpgrade(request, socket, head, (client) => connect(client, searchParams));
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const client of sockets.clients) client.terminate();
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, "close");
    },
  };
}
