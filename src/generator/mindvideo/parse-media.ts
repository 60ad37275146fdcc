import type { RemoteMedia } from "../../domain/generation.ts";
import type { Json, JsonObject } from "../../domain/json.ts";
import { asText, isArray } from "./read-json.ts";

interface FoundMedia {
  /** Each address once. */
  readonly media: readonly RemoteMedia[];
  /** Number of results without a readable address. */
  readonly unreadable: number;
}

/** Where the results stand: `output` on the pages, other names in answers of the upstreams. The first that is there. */
const PLACES = ["output", "outputs", "result", "results", "data", "images", "videos", "image", "video"];
/** What stands beside results: smaller copies, single frames, and what was sent in. */
const BESIDE = /thumb|cover|poster|preview|frame|input|reference|source|mask|request|webhook|callback|error/i;
/** Names whose value is an address, or a list of them. */
const ADDRESS = /^(?:urls?|uri|href|src|files?|media|assets?|outputs?|results?|images?|videos?|clips?)$|_urls?$/i;

/**
 * Finds the results wherever they are: `{ images: [{ url }] }` on the pages, an array of strings as `url` in the
 * upstream's newest sample, or a bare list, one `video`, a single text. One that cannot be read is counted, so that a bad
 * address does not hide the others, which are paid for as well (P5).
 */
export function parseMedia(answer: JsonObject): FoundMedia {
  const place = PLACES.find((name) => (answer[name] ?? null) !== null);
  if (place === undefined) return { media: [], unreadable: 0 };
  const found = [...search(answer[place] ?? null, { kind: kindNamed(place), isAddress: true })];
  const byUrl = new Map(found.flatMap((one) => (one === null ? [] : [[one.url, one] as const])));
  return { media: [...byUrl.values()], unreadable: found.filter((one) => one === null).length };
}

interface Where {
  /** What the names so far say; null: nothing yet. */
  readonly kind: RemoteMedia["kind"] | null;
  /** A text found here must be an address. */
  readonly isAddress: boolean;
}

/** Null for each result whose address cannot be read. */
function* search(json: Json, where: Where): Generator<RemoteMedia | null> {
  if (json === null) return;
  if (isArray(json)) {
    for (const one of json) yield* search(one, where);
  } else if (typeof json === "object") {
    const kind = kindNamed(asText(json["type"]) ?? asText(json["content_type"]) ?? "") ?? where.kind;
    for (const [name, value] of Object.entries(json)) {
      if (value === undefined || BESIDE.test(name)) continue;
      yield* search(value, { kind: kindNamed(name) ?? kind, isAddress: ADDRESS.test(name) });
    }
  } else if (where.isAddress) yield read(json, where);
}

function read(json: Json, { kind }: Where): RemoteMedia | null {
  if (typeof json !== "string" || !/^https?:/i.test(json)) return null;
  const url = URL.parse(json);
  if (url === null) return null;
  return { kind: kind ?? (/\.(?:mp4|mov|webm|m4v)$/i.test(url.pathname) ? "video" : "image"), url: json };
}

function kindNamed(name: string): RemoteMedia["kind"] | null {
  if (/video|clip/i.test(name)) return "video";
  return /image|picture/i.test(name) ? "image" : null;
}
