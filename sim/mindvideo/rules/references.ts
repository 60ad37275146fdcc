// The files a request refers to. They are read when the task begins to run, as a provider would, but never from outside
// this machine: any other host counts as unreachable.
import { createHash } from "node:crypto";
import { isObject, type JsonObject, textAt } from "../api/json.ts";
import type { SimReference } from "../tasks/task.ts";

const MOST_REDIRECTS = 3;
/** A local server that does not answer by then never will. */
const PATIENCE_MS = 10_000;

interface Mention {
  readonly field: string;
  readonly url: string;
  readonly kind: "image" | "video" | "audio";
  readonly role?: string | undefined;
}

/** Reads every file the input mentions, in the order of the pages: images, then videos, then sound. */
export async function readReferences(input: JsonObject): Promise<SimReference[]> {
  return await Promise.all(mentions(input).map(readReference));
}

/** Any property whose name says what it holds, so that a model unknown today shows its references too. */
function mentions(input: JsonObject): Mention[] {
  const found: Mention[] = [];
  for (const [field, value] of Object.entries(input)) {
    const kind = kindOf(field);
    if (kind === undefined) continue;
    for (const item of Array.isArray(value) ? value : [value]) {
      if (typeof item === "string") found.push({ field, url: item, kind });
      if (!isObject(item)) continue;
      const [url, voice] = [textAt(item, "url"), textAt(item, "reference_voice")];
      if (url !== undefined) found.push({ field, url, kind, role: textAt(item, "role") });
      if (voice !== undefined) found.push({ field: "reference_voice", url: voice, kind: "audio" });
    }
  }
  const order = ["image", "video", "audio"];
  return found.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

function kindOf(field: string): Mention["kind"] | undefined {
  if (/^(?:image|mask|first_frame|last_frame)(?:_|$)/.test(field)) return "image";
  if (/^video_urls?$/.test(field)) return "video";
  return /^(?:audio|voice)_urls?$/.test(field) ? "audio" : undefined;
}

async function readReference(mention: Mention): Promise<SimReference> {
  if (mention.url.startsWith("data:")) return kept(mention, "decoded", decodeDataUri(mention.url));
  const file = await fetchLocal(mention).catch(() => undefined);
  return file
    ? kept(mention, "fetched", file)
    : kept(mention, "unreachable", { bytes: new Uint8Array(), contentType: "" });
}

interface File {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** Undefined: not on this machine, no answer, or not a file of that kind (a login page, for one). */
async function fetchLocal({ url, kind }: Mention, redirects = 0): Promise<File | undefined> {
  if (!isLoopback(url) || redirects > MOST_REDIRECTS) return undefined;
  const answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
  const location = answer.headers.get("location");
  if (answer.status >= 300 && answer.status < 400 && location !== null) {
    return await fetchLocal({ field: "", url: new URL(location, url).href, kind }, redirects + 1);
  }
  const contentType = answer.headers.get("content-type")?.split(";", 1)[0] ?? "";
  const bytes = await answer.bytes();
  const fits = contentType.startsWith(`${kind}/`) || contentType === "" || contentType === "application/octet-stream";
  return answer.ok && fits ? { bytes, contentType } : undefined;
}

/** The only hosts that are ever fetched from. */
export function isLoopback(url: string): boolean {
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return false;
  return /^(?:localhost|(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(parsed.hostname);
}

function decodeDataUri(uri: string): File {
  const [, contentType = "", base64 = ""] = /^data:([^;,]*);base64,(.*)$/s.exec(uri) ?? [];
  return { bytes: new Uint8Array(Buffer.from(base64, "base64")), contentType };
}

function kept({ field, url, role }: Mention, outcome: SimReference["outcome"], file: File): SimReference {
  return new Reference({ field, url, role, outcome, contentType: file.contentType }, file.bytes);
}

/** `bytes` is a getter of the class, so that a task can be printed as JSON without them. */
class Reference implements SimReference {
  readonly field: string;
  /** A data URI is cut: the bytes are beside it. */
  readonly url: string;
  readonly role: string | undefined;
  readonly outcome: SimReference["outcome"];
  readonly contentType: string;
  readonly sha256: string;
  readonly #bytes: Uint8Array;

  constructor(about: Omit<SimReference, "bytes" | "sha256">, bytes: Uint8Array) {
    this.field = about.field;
    this.url = about.url.startsWith("data:") ? `${about.url.slice(0, 40)}…` : about.url;
    this.role = about.role;
    this.outcome = about.outcome;
    this.contentType = about.contentType;
    this.sha256 = createHash("sha256").update(bytes).digest("hex");
    this.#bytes = bytes;
  }

  get bytes(): Uint8Array {
    return this.#bytes;
  }
}
