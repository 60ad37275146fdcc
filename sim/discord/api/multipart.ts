// A request's body as sent: JSON, or a multipart form of `payload_json` and `files[n]`.
// https://docs.discord.com/developers/reference#uploading-files
import { Form } from "../rules/form.ts";
import { REFUSED, Refusal } from "../rules/refusal.ts";

export interface SentUpload {
  /** The n of files[n]: what an entry of `attachments` names it by. */
  readonly n: string;
  readonly field: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export interface SentBody {
  /** Undefined: no body. */
  readonly json: unknown;
  readonly files: readonly SentUpload[];
}

const TYPES: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
  gif: "image/gif",
  mp4: "video/mp4",
  webm: "video/webm",
  mov: "video/quicktime",
  mp3: "audio/mpeg",
  wav: "audio/wav",
  json: "application/json",
  txt: "text/plain",
};

export async function readBody(request: Request): Promise<SentBody> {
  const type = request.headers.get("content-type") ?? "";
  if (type.startsWith("multipart/form-data")) return await readMultipart(request);
  const text = await request.text();
  if (text === "") return { json: undefined, files: [] };
  if (!type.startsWith("application/json")) {
    const form = new Form();
    form.fail(
      "CONTENT_TYPE_INVALID",
      'Expected "Content-Type" header to be one of {application/json, multipart/form-data}.',
    );
    form.close();
  }
  return { json: parse(text), files: [] };
}

async function readMultipart(request: Request): Promise<SentBody> {
  const form = new Form();
  const files: SentUpload[] = [];
  let json: unknown = {};
  for (const [field, value] of await request.formData()) {
    const n = /^files\[(\d{1,10})\]$/u.exec(field)?.[1];
    if (typeof value === "string") {
      if (field === "payload_json") json = parse(value);
      else form.at(field).fail("FORM_FIELD_UNKNOWN", "JSON fields of a form belong into payload_json");
    } else if (n === undefined || files.some((file) => file.n === n)) {
      form.at(field).fail("FORM_FILE_NAME_INVALID", "A file must be named files[n], each with another n");
    } else {
      files.push({ n, field, name: value.name, contentType: typeOf(value), bytes: await value.bytes() });
    }
  }
  form.close();
  return { json, files };
}

/** What the part says of itself, or what its name says when it says nothing. */
function typeOf({ name, type }: File): string {
  const said = type.split(";")[0] ?? "";
  if (said !== "" && said !== "application/octet-stream") return said;
  return TYPES[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refusal(REFUSED.invalidJson);
  }
}
