// What goes wrong on the wire, around whatever answers.
import { setTimeout as sleep } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";

/** What happens to a request instead of its answer. */
export interface WireFault {
  /** The answer's; nothing is applied. */
  readonly status?: number;
  /** JSON. */
  readonly body?: unknown;
  /** What a proxy before the platform answers with. */
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Loses the connection: "before" applies nothing, "after" applies the effect and loses the answer. */
  readonly drop?: "before" | "after";
  /** Real milliseconds before the request is looked at. */
  readonly delayMs?: number;
  /** The request is not looked at until this resolves. */
  readonly until?: Promise<unknown>;
  /** How many requests it is applied to. Default 1. */
  readonly times?: number;
}

interface Around<Fault> {
  readonly fault: Fault | undefined;
  /** Undefined: the fault lets the request be answered. */
  readonly answerOf: (fault: Fault) => Response | undefined;
  readonly next: () => Promise<void>;
}

export async function underFault<Fault extends WireFault>(
  c: Context,
  { fault, answerOf, next }: Around<Fault>,
): Promise<Response | undefined> {
  if (fault?.delayMs !== undefined) await sleep(fault.delayMs, undefined, { ref: false });
  await fault?.until;
  if (fault?.drop === "before") return cut(c);
  const answer = fault && answerOf(fault);
  if (answer) return answer;
  await next();
  if (fault?.drop === "after") c.res = cut(c);
  return undefined;
}

/** Ends the connection without an answer. */
function cut(c: Context): Response {
  c.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

export function isCut(c: Context): boolean {
  return c.env.incoming.socket.destroyed;
}
