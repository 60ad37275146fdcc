import { fitFile } from "../../fit-file.ts";
import type { Shrink } from "../../../domain/media.ts";
import type { MediaFile } from "../../../domain/media.ts";
import { sayResult } from "../../../wording/card.ts";
import type { Linked } from "../../../wording/card.ts";
import { LIMITS, POST_BYTES } from "../limits.ts";
import type { Fitted, Upload } from "../draw/with-uploads.ts";

/** Results in the order in which they were made, some of them: one message's worth. */
export interface Batch {
  readonly files: readonly MediaFile[];
  /** Counts from 1, over all results. */
  readonly from: number;
}

interface Bounds {
  /** What was promised for one file: what was learned since must not move a result to another message. */
  readonly fileBytes: number;
  /** For all files of the first message, which is an edit. */
  readonly editBytes: number;
}

/** The same results into the same messages, however often it is repeated (P4). */
export function batches(files: readonly MediaFile[], bounds: Bounds): readonly [Batch, ...Batch[]] {
  const all: [{ files: MediaFile[]; from: number }, ...{ files: MediaFile[]; from: number }[]] = [
    { files: [], from: 1 },
  ];
  let bytes = 0;
  for (const [index, file] of files.entries()) {
    const last = all.at(-1) ?? all[0];
    const size = sizeIn(bounds, file);
    const bytesLeft = (all.length === 1 ? bounds.editBytes : POST_BYTES) - bytes;
    if (last.files.length > 0 && (last.files.length >= LIMITS.attachmentsPerMessage || size > bytesLeft)) {
      all.push({ files: [file], from: index + 1 });
      bytes = size;
    } else {
      last.files.push(file);
      bytes += size;
    }
  }
  return all;
}

/** What is too large is made to fit when it is a picture, and a link otherwise. */
function sizeIn({ fileBytes }: Bounds, { bytes, kind }: MediaFile): number {
  const size = bytes?.byteLength ?? 0;
  if (size <= fileBytes) return size;
  return kind === "image" ? fileBytes : 0;
}

/** What goes up under this limit, and what has to be a link: a picture is made smaller first. */
export async function fit({ files, from }: Batch, limitBytes: number, shrink: Shrink): Promise<Fitted> {
  const uploads: Upload[] = [];
  const links: Linked[] = [];
  for (const [index, file] of files.entries()) {
    const fitting = await fitFile(file, limitBytes, shrink);
    if (fitting === null) {
      links.push({ title: sayResult(file.kind, from + index), url: file.url, expiresAt: file.linkExpiresAt });
    } else uploads.push({ ...fitting, name: safeName(fitting.name, uploads) });
  }
  return { uploads, links };
}

/** Discord rewrites other characters, and a gallery finds its files by their names. */
function safeName(name: string, taken: readonly Upload[]): string {
  const [, base = "", extension = ""] = /^(.*?)(\.[A-Za-z0-9]+)?$/s.exec(name) ?? [];
  const plain = `${base.replace(/[^A-Za-z0-9_-]+/g, "_").replace(/^_+/, "") || "result"}${extension}`;
  return taken.some((other) => other.name === plain) ? `${taken.length + 1}-${plain}` : plain;
}
