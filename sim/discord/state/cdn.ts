// The attachments' own server. A link is signed and expires by the clock; a new one is made for every answer.
// https://docs.discord.com/developers/reference#signed-attachment-cdn-urls
import { createHash, createHmac, randomBytes } from "node:crypto";
import type { Upload } from "./people.ts";
import { imageSize } from "../../kit/image-size.ts";

/** Announced in 2024 as the life of a link; read `ex` rather than rely on it. */
const LINK_LIFE_MS = 24 * 3_600_000;

export interface StoredFile {
  readonly id: string;
  /** "/attachments/CHANNEL/ID/NAME", or "/ephemeral-attachments/…" for what a person uploads into a command. */
  readonly path: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly width: number | undefined;
  readonly height: number | undefined;
}

export class Cdn {
  readonly #files = new Map<string, StoredFile>();
  readonly #secret = randomBytes(32);
  readonly #origin: () => string;
  readonly #now: () => number;

  constructor(origin: () => string, now: () => number) {
    this.#origin = origin;
    this.#now = now;
  }

  store(id: string, folder: string, upload: Upload): StoredFile {
    const filename = cleanName(upload.name);
    const size = upload.contentType.startsWith("image/") ? imageSize(upload.bytes) : undefined;
    const file = {
      id,
      path: `/${folder}/${id}/${filename}`,
      filename,
      contentType: upload.contentType,
      bytes: upload.bytes,
      sha256: createHash("sha256").update(upload.bytes).digest("hex"),
      width: upload.width ?? size?.width,
      height: upload.height ?? size?.height,
    };
    this.#files.set(id, file);
    return file;
  }

  remove(id: string): void {
    this.#files.delete(id);
  }

  /** A link to the file that lives for a day from now. */
  sign(id: string): string {
    const path = this.#files.get(id)?.path ?? `/attachments/gone/${id}`;
    const issued = Math.floor(this.#now() / 1_000);
    const [ex, is] = [issued + LINK_LIFE_MS / 1_000, issued].map((second) => second.toString(16));
    return `${this.#origin()}${path}?ex=${ex}&is=${is}&hm=${this.#signature(`${path}|${ex}|${is}`)}`;
  }

  /** Undefined when there is no such file, or the link is forged or too old. */
  open(url: URL): StoredFile | undefined {
    const [ex, is, hm] = ["ex", "is", "hm"].map((name) => url.searchParams.get(name) ?? "");
    const path = decodeURI(url.pathname);
    if (hm !== this.#signature(`${path}|${ex}|${is}`)) return undefined;
    if (Number.parseInt(ex ?? "", 16) * 1_000 <= this.#now()) return undefined;
    const file = this.#files.get(path.split("/").at(-2) ?? "");
    return file?.path === path ? file : undefined;
  }

  #signature(text: string): string {
    return createHmac("sha256", this.#secret).update(text).digest("hex");
  }
}

/** Discord keeps letters, digits, dots, dashes and underscores of a name; `attachment://` needs the kept form. */
export function cleanName(name: string): string {
  const kept = name.replaceAll(/\s/gu, "_").replaceAll(/[^\w.-]/gu, "");
  return /^\.*$/u.test(kept) ? "unknown" : kept;
}
