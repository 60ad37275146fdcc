import { clip } from "../../../domain/text/clip.ts";
import type { MessageBody } from "./message-body.ts";
import type { Fitted, Upload } from "../replies/fit.ts";
import { LIMITS } from "../limits.ts";
import type { Draw } from "../replies/replies.ts";
import type { Payload } from "../api/requests.ts";

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
