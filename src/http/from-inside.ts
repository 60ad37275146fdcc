import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";

/** Headers that proxies add. https://www.rfc-editor.org/rfc/rfc7239 */
const PASSED_ON = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

/**
 * True for a request from a private network that no proxy passed on. Metrics show what was spent, and the same port is
 * open to the internet.
 */
export function isFromInside({ headers, socket }: Pick<IncomingMessage, "headers" | "socket">): boolean {
  if (PASSED_ON.some((name) => headers[name] !== undefined)) return false;
  const address = socket.remoteAddress ?? "";
  return ipaddr.isValid(address) && ipaddr.process(address).range() !== "unicast";
}
