// Which file a component means.

import type { Fields } from "../../payload/fields.ts";
import { fieldsIn, textIn } from "../../payload/fields.ts";
import { webTarget } from "../../payload/link-target.ts";
import type { ShownAttachment } from "../message/shown-message.ts";

export interface MediaFile {
  readonly url: string;
  readonly filename: string;
  readonly kind: "image" | "video" | "audio" | "other";
  /** Bytes; null when the file is not an attachment of the message. */
  readonly size: number | null;
  readonly description: string;
  readonly width: number | undefined;
  readonly height: number | undefined;
}

export const fromAttachment = (attachment: ShownAttachment): MediaFile => ({
  url: attachment.url,
  filename: attachment.filename,
  kind: kindOf(attachment.contentType),
  size: attachment.size,
  description: attachment.description ?? "",
  width: attachment.width,
  height: attachment.height,
});

/** The file behind `{ [key]: { url }, description }`. Null: there is none, or not from a place one may fetch from. */
export function mediaIn(holder: Fields, key: string, attachments: readonly ShownAttachment[]): MediaFile | null {
  const reference = fieldsIn(holder, key);
  if (holder["spoiler"] === true) return null;
  const file = reference && fileAt(textIn(reference, "url") ?? "", attachments);
  return file && { ...file, description: textIn(holder, "description") ?? file.description };
}

const SCHEME = "attachment://";

function fileAt(url: string, attachments: readonly ShownAttachment[]): MediaFile | null {
  if (url.startsWith(SCHEME)) {
    const attachment = attachments.find(({ filename }) => filename === url.slice(SCHEME.length));
    return attachment === undefined ? null : fromAttachment(attachment);
  }
  const address = webTarget(url);
  if (address === null) return null;
  const filename = new URL(address).pathname.split("/").at(-1) ?? "";
  const kind = /\.(mp4|webm|mov)$/i.test(filename) ? "video" : "image";
  return {
    url: address,
    filename,
    kind,
    size: null,
    description: "",
    width: undefined,
    height: undefined,
  };
}

function kindOf(contentType: string): MediaFile["kind"] {
  const family = contentType.split("/")[0];
  return family === "image" || family === "video" || family === "audio" ? family : "other";
}
