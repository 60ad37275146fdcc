import type { LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { TerminalError } from "../domain/errors/errors.ts";

/** The only public part of IPv6: https://www.iana.org/assignments/ipv6-unicast-address-assignments */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");

/** False for loopback, private, link-local, reserved, and for IPv6 forms that wrap an IPv4 address. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address.range() !== "unicast") return false;
  return !(address instanceof ipaddr.IPv6) || address.match(GLOBAL_UNICAST);
}

/**
 * Resolves like `lookup`, but fails unless every address is public. The connector connects to the very addresses it
 * returns, so a name that resolves differently the second time (DNS rebinding) gains nothing.
 */
export const publicLookup =
  (lookup: LookupFunction): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found, family) => {
      if (error !== null) return callback(error, "");
      const addresses: LookupAddress[] = typeof found === "string" ? [{ address: found, family: family ?? 0 }] : found;
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address))) {
        return callback(new TerminalError("media.refused", { detail: { host: hostname, reason: "private" } }), "");
      }
      return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
