import { createServer } from "node:http";
import type { IncomingHttpHeaders, RequestListener } from "node:http";

export interface MediaServer extends AsyncDisposable {
  readonly port: number;
  readonly url: (path: string) => string;
  readonly received: readonly { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  readonly connections: () => number;
}

/** A host of results on 127.0.0.1 that does what `listener` says, and remembers who came. */
export async function startMediaServer(listener: RequestListener): Promise<MediaServer> {
  const received: { path: string; headers: IncomingHttpHeaders }[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    received.push({ path: request.url ?? "", headers: request.headers });
    listener(request, response);
  });
  server.on("connection", () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    port,
    url: (path) => `http://127.0.0.1:${port}${path}`,
    received,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
