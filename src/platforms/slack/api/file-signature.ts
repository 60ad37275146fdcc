/** How pictures begin, in Latin-1, whatever their names end in: PNG, JPEG, GIF, WebP, BMP, TIFF, HEIC and AVIF. */
const PICTURES: readonly (readonly [text: string, at: number])[] = [
  ["\x89PNG\r\n", 0],
  ["\xff\xd8\xff", 0],
  ["GIF8", 0],
  ["WEBP", 8],
  ["BM", 0],
  ["II*\0", 0],
  ["MM\0*", 0],
  ["ftyp", 4],
];

/** Neither clips nor sound begin in so few ways. A page, in place of either, does. */
const PAGE = /^\s*<(?:!doctype|html|head|body)\b/i;

/** False: this is not what it was said to be, such as a page in place of a picture. */
export function beginsAs(contentType: string, head: Uint8Array): boolean {
  const text = Buffer.from(head).toString("latin1");
  if (PAGE.test(text)) return false;
  const isPicture = PICTURES.some(([signature, at]) => text.startsWith(signature, at));
  return isPicture || !contentType.startsWith("image/") || contentType === "image/svg+xml";
}
