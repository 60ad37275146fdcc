import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";

/** What a request brings along: its socket, and whether that was cut on purpose. */
export interface SimEnv {
  readonly Bindings: HttpBindings;
  readonly Variables: { dropped: boolean };
}

/** Ends the connection in the middle of nothing. */
export function drop(c: Context<SimEnv>): Response {
  c.set("dropped", true);
  c.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}
