import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";

/** One that nobody listens on now: for a process that has to be told which, because the outside reaches it there. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
