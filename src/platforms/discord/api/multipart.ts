import { randomUUID } from "node:crypto";
import type { RawFile } from "discord.js";

/**
 * A message with files, as https://docs.discord.com/developers/reference#uploading-files has it. The files are sent from
 * where they lie: discord.js would copy each into a blob, and the form once more.
 */
export class Multipart {
  readonly #boundary = `atelier-${randomUUID()}`;
  readonly #payload: string;
  readonly #files: readonly RawFile[];

  constructor(body: unknown, files: readonly RawFile[]) {
    this.#payload = JSON.stringify(body);
    this.#files = files;
  }

  get headers(): Record<string, string> {
    let length = 0;
    for (const piece of this.pieces()) length += piece.byteLength;
    return { "content-type": `multipart/form-data; boundary=${this.#boundary}`, "content-length": String(length) };
  }

  /** Each time: a request can be repeated. */
  *pieces(): Generator<Uint8Array> {
    for (const [index, { name, contentType = "application/octet-stream", data }] of this.#files.entries()) {
      yield this.#head(`name="files[${index}]"; filename="${quoted(name)}"`, contentType);
      yield typeof data === "object" ? data : Buffer.from(String(data));
      yield Buffer.from("\r\n");
    }
    yield this.#head(`name="payload_json"`, "application/json");
    yield Buffer.from(`${this.#payload}\r\n--${this.#boundary}--\r\n`);
  }

  #head(disposition: string, contentType: string): Uint8Array {
    const lines = [
      `--${this.#boundary}`,
      `Content-Disposition: form-data; ${disposition}`,
      `Content-Type: ${contentType}`,
    ];
    return Buffer.from(`${lines.join("\r\n")}\r\n\r\n`);
  }
}

/** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data */
const quoted = (name: string): string => name.replaceAll("\r", "%0D").replaceAll("\n", "%0A").replaceAll('"', "%22");
