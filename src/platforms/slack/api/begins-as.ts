import { fileTypeOf } from "../../../domain/file-signature.ts";

/** Neither clips nor sound begin in so few ways as pictures do. A page, in place of either, begins in one. */
const PAGE = /^\s*<(?:!doctype|html|head|body)\b/i;

/** False: this is not what it was said to be, such as a page in place of a picture. */
export function beginsAs(contentType: string, head: Uint8Array): boolean {
  if (PAGE.test(Buffer.from(head).toString("latin1"))) return false;
  return fileTypeOf(head) !== null || !contentType.startsWith("image/") || contentType === "image/svg+xml";
}
