import ipaddr from "ipaddr.js";
import { TerminalError } from "../domain/errors/errors.ts";
import { isPublicAddress } from "./public-address.ts";

/** A URL that may be fetched. `trusted`: the operator listed its host, so its addresses may be private. */
export interface CheckedUrl {
  readonly url: URL;
  readonly trusted: boolean;
}

/**
 * Public https only, unless the operator listed the host (`MEDIA_ALLOWED_HOSTS`): `host` is listed with every port,
 * `host:port` with that one. What a name resolves to is checked at connect time, by `publicLookup`.
 * @throws TerminalError `media.refused`
 */
export function checkUrl(text: string, allowedHosts: readonly string[]): CheckedUrl {
  const url = URL.parse(text);
  if (url === null) throw refused(null, "url");
  if (url.username !== "" || url.password !== "") throw refused(url, "credentials");
  if (url.protocol !== "https:" && url.protocol !== "http:") throw refused(url, "protocol");
  if (isListed(url, allowedHosts)) return { url, trusted: true };
  if (url.protocol !== "https:") throw refused(url, "protocol");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (ipaddr.isValid(host) && !isPublicAddress(host)) throw refused(url, "private");
  return { url, trusted: false };
}

function isListed(url: URL, allowedHosts: readonly string[]): boolean {
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return allowedHosts
    .map((entry) => entry.toLowerCase())
    .some((entry) => entry === url.hostname || entry === `${url.hostname}:${port}`);
}

/** Keeps only the host: the URL's query may be a signature that opens the file to anyone. */
const refused = (url: URL | null, reason: string): TerminalError =>
  new TerminalError("media.refused", { detail: { host: url?.host ?? null, reason } });
