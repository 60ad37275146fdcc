import { clip } from "../../../domain/text/clip.ts";
import { LIMITS } from "../limits.ts";
import type { Draw, MessageBody, Payload } from "./message-body.ts";
import type { FittingFile } from "../../fit-file.ts";
import type { Linked } from "../../../wording/card.ts";

/** A message with these files in place of whatever it had: so a repeat looks the same (P4). */
export const withUploads =
  ({ uploads }: Pick<Fitted, "uploads">, draw: (withheld: boolean) => MessageBody): Draw =>
  (withheld) => ({
    body: { ...draw(withheld), attachments: uploads.map(attachment) },
    files: uploads.map(fileOf),
  });

const attachment = ({ name, alt }: Upload, index: number) => ({
  id: String(index),
  filename: name,
  description: clip(alt, LIMITS.altTextChars),
});

const fileOf = ({ name, contentType, bytes }: Upload): Payload["files"][number] => ({
  name,
  contentType,
  data: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
});
/** Its name is as Discord will keep it. */

export type Upload = FittingFile;
export interface Fitted {
  readonly uploads: readonly Upload[];
  readonly links: readonly Linked[];
}
