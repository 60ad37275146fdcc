import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";

/** What a proxy adds to what it passes on. https://www.rfc-editor.org/rfc/rfc7239 */
const PASSED_ON = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

/**
 * From a private network, and not passed on by a proxy: the same port answers what the outside sends, and what was spent is
 * nobody's business there.
 */
export function isFromInside({ headers, socket }: Pick<IncomingMessage, "headers" | "socket">): boolean {
  if (PASSED_ON.some((name) => headers[name] !== undefined)) return false;
  const address = socket.remoteAddress ?? "";
  return ipaddr.isValid(address) && ipaddr.process(address).range() !== "unicast";
}
