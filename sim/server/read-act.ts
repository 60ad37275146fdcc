import type { Acts, FileElsewhere } from "../page/board/acts.ts";
import { Refused } from "./room-host.ts";
import type { Sent, SentFile } from "./room-host.ts";

/** Larger than the ten largest files that either platform takes. */
const BODY_BYTES_MAX = 110 * 2 ** 20;

/** What somebody did, with its files in their places. Throws a `Refused`. */
export async function readAct<Room extends keyof Acts>(request: Request): Promise<Sent<Acts[Room]>> {
  if (Number(request.headers.get("content-length")) > BODY_BYTES_MAX) throw new Refused("Those files are too large.");
  const form = await request.formData();
  const text = form.get("act");
  if (typeof text !== "string") throw new Refused("There is nothing to do in that request.");
  const files = new Map<string, SentFile>();
  for (const [name, part] of form) {
    if (typeof part === "string") continue;
    files.set(name, { name: part.name, contentType: part.type, bytes: await part.bytes() });
  }
  return JSON.parse(text, (_, value: unknown) => (isElsewhere(value) ? files.get(value.$file) : value)) as Sent<
    Acts[Room]
  >;
}

const isElsewhere = (value: unknown): value is FileElsewhere =>
  typeof value === "object" && value !== null && "$file" in value && typeof value.$file === "string";
