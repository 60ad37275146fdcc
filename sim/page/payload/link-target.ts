const SCHEMES = /^(?:https?|mailto|tel):$/;

/** Null for every scheme that a message may not lead to: no `javascript:` ever becomes a link. */
export function linkTarget(url: string): string | null {
  const parsed = URL.parse(url);
  return parsed !== null && SCHEMES.test(parsed.protocol) ? parsed.href : null;
}

/** Of a picture or a page: the web alone. */
export function webTarget(url: string): string | null {
  const target = linkTarget(url);
  return target?.startsWith("http") ? target : null;
}
