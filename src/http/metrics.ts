import { isFromInside } from "./from-inside.ts";
import type { HttpRoute } from "./server.ts";

export interface Exposition {
  readonly contentType: string;
  readonly read: () => Promise<string>;
}

/** `/metrics` in Prometheus' format, for private networks only. Others get 404. */
export const createMetricsRoute = ({ contentType, read }: Exposition): HttpRoute => ({
  path: "/metrics",
  async handle(request, response) {
    const { method } = request;
    if (!isFromInside(request)) return void response.writeHead(404).end();
    if (method !== "GET" && method !== "HEAD") return void response.writeHead(405, { allow: "GET, HEAD" }).end();
    response.writeHead(200, { "content-type": contentType, "cache-control": "no-store" }).end(await read());
  },
});
