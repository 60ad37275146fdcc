// What a file is, by its first bytes or else by its name: https://docs.slack.dev/reference/objects/file-object#types

export interface FileType {
  /** Slack's own short name. */
  readonly filetype: string;
  readonly mimetype: string;
}

const TYPES: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  heic: "image/heic",
  bmp: "image/bmp",
  tiff: "image/tiff",
  svg: "image/svg+xml",
  mp4: "video/mp4",
  mov: "video/quicktime",
  webm: "video/webm",
  avi: "video/x-msvideo",
  mkv: "video/x-matroska",
  mp3: "audio/mpeg",
  wav: "audio/x-wav",
  m4a: "audio/mp4",
  ogg: "audio/ogg",
  flac: "audio/flac",
  aac: "audio/aac",
  pdf: "application/pdf",
  zip: "application/zip",
  csv: "text/csv",
  json: "application/json",
  text: "text/plain",
  binary: "application/octet-stream",
};
const ALIASES: Readonly<Record<string, string>> = { jpeg: "jpg", txt: "text", tif: "tiff", oga: "ogg" };

/** How a file of each kind begins, as latin-1. */
const SIGNATURES: readonly (readonly [filetype: string, begins: RegExp])[] = [
  ["png", /^\x89PNG\r\n/su],
  ["jpg", /^\xff\xd8\xff/su],
  ["gif", /^GIF8/su],
  ["webp", /^RIFF.{4}WEBP/su],
  ["wav", /^RIFF.{4}WAVE/su],
  ["heic", /^.{4}ftyphei/su],
  ["mov", /^.{4}ftypqt/su],
  ["m4a", /^.{4}ftypM4A/su],
  ["mp4", /^.{4}ftyp/su],
  ["webm", /^.E\xdf\xa3/su],
  ["ogg", /^OggS/su],
  ["flac", /^fLaC/su],
  ["mp3", /^(?:ID3|\xff[\xfb\xf3\xf2])/su],
  ["pdf", /^%PDF/su],
  ["zip", /^PK/su],
];

/** What an image block can show as `slack_file`. */
export const SHOWN_AS_IMAGE: readonly string[] = ["png", "jpg", "gif"];

export function fileTypeOf(name: string, bytes: Uint8Array): FileType {
  const head = Buffer.from(bytes.subarray(0, 16)).toString("latin1");
  const filetype = SIGNATURES.find(([, begins]) => begins.test(head))?.[0] ?? fileTypeOfName(name);
  return { filetype, mimetype: TYPES[filetype] ?? "application/octet-stream" };
}

function fileTypeOfName(name: string): string {
  const extension = name.includes(".") ? (name.split(".").at(-1)?.toLowerCase() ?? "") : "";
  const filetype = ALIASES[extension] ?? extension;
  return filetype in TYPES ? filetype : "binary";
}

export function isImageName(name: string): boolean {
  return TYPES[fileTypeOfName(name)]?.startsWith("image/") ?? false;
}

/** A word that `filetypes` of a file input takes. */
export function isFileType(word: string): boolean {
  return word in TYPES || word in ALIASES;
}

/** The client looks at the name alone, never at the content. */
export function fileFits(name: string, filetypes: readonly string[] | undefined): boolean {
  if (!filetypes) return true;
  const wanted = filetypes.map((word) => ALIASES[word] ?? word);
  return wanted.includes(fileTypeOfName(name));
}
