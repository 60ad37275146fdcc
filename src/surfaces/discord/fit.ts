import type { MediaFile, Shrink } from "../surface.ts";
import { sayResult } from "../wording-card.ts";
import type { Linked } from "../wording-card.ts";
import { LIMITS, REQUEST_BYTES } from "./limits.ts";

/** Results in the order in which they were made, some of them: one message's worth. */
export interface Batch {
  readonly files: readonly MediaFile[];
  /** Counts from 1, over all results. */
  readonly from: number;
}

export interface Upload {
  /** As Discord will keep it. */
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly alt: string;
}

export interface Fitted {
  readonly uploads: readonly Upload[];
  readonly links: readonly Linked[];
}

/** By position alone, so that a repeat finds the same results in the same message (P4). Never empty. */
export function batches(files: readonly MediaFile[]): readonly [Batch, ...Batch[]] {
  const size = LIMITS.attachmentsPerMessage;
  const first = { files: files.slice(0, size), from: 1 };
  if (files.length <= size) return [first];
  const further = Array.from({ length: Math.ceil(files.length / size) - 1 }, (_, index) => (index + 1) * size);
  return [first, ...further.map((start) => ({ files: files.slice(start, start + size), from: start + 1 }))];
}

/** What goes up under this ceiling, and what has to be a link: a picture is made smaller first. */
export async function fit({ files, from }: Batch, ceilingBytes: number, shrink: Shrink): Promise<Fitted> {
  const uploads: Upload[] = [];
  const links: Linked[] = [];
  for (const [index, file] of files.entries()) {
    const fitting = await within(file, ceilingBytes, shrink);
    if (fitting === null) {
      links.push({ title: sayResult(file.kind, from + index), url: file.url, expiresAt: file.linkExpiresAt });
    } else uploads.push({ ...fitting, name: safeName(fitting.name, uploads) });
  }
  return { uploads, links };
}

async function within(file: MediaFile, ceilingBytes: number, shrink: Shrink): Promise<Upload | null> {
  if (ceilingBytes <= 0 || file.bytes === null) return null;
  const small = file.bytes.byteLength <= ceilingBytes ? file : await shrink(file, ceilingBytes);
  if (small === null || small.bytes === null || small.bytes.byteLength > ceilingBytes) return null;
  return { name: small.name, contentType: small.contentType, bytes: small.bytes, alt: small.alt };
}

/** Discord rewrites other characters, and a gallery finds its files by their names. */
function safeName(name: string, taken: readonly Upload[]): string {
  const plain = name.replace(/[^A-Za-z0-9._-]+/g, "_").replace(/^[._]+/, "") || "result";
  return taken.some((other) => other.name === plain) ? `${taken.length + 1}-${plain}` : plain;
}

/** So many at a time that no request grows past what Discord takes; a file alone may. Never empty. */
export function portions(uploads: readonly Upload[]): readonly (readonly Upload[])[] {
  const all: Upload[][] = [[]];
  let bytes = 0;
  for (const upload of uploads) {
    const last = all.at(-1) ?? [];
    if (last.length > 0 && bytes + upload.bytes.byteLength > REQUEST_BYTES) {
      all.push([upload]);
      bytes = upload.bytes.byteLength;
    } else {
      last.push(upload);
      bytes += upload.bytes.byteLength;
    }
  }
  return all;
}
