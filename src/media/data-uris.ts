import { createHash } from "node:crypto";
import type { Attachment } from "../domain/messages/invocation.ts";
import type { OpenedFile } from "../domain/media.ts";
import { createMemoryBudget, PROCESS_MEMORY } from "./memory-budget.ts";

/** Most bytes of files in one request: 27 MB as text, which a line of 4 Mbit/s sends within a minute. */
export const REQUEST_DATA_URI_BYTES = 20 * 1024 * 1024;
/** Memory for a file, in multiples of its size: its bytes, their base64, the request with it, and a copy being sent. */
const COPIES = 5;

/** Files as data URIs. Holds part of the memory budget: dispose of it as soon as the request is answered. */
interface EncodedFiles extends Disposable {
  /** Data URIs by file URL. */
  readonly uris: ReadonlyMap<string, string>;
  /** SHA-256 over all data URIs; equal exactly when types and bytes are equal. */
  readonly digest: string;
}

type Open = (file: Attachment) => Promise<OpenedFile>;

/** Encodes files once there is memory for all of them. @throws As `open` and its content do, or the signal's reason */
export type DataUris = (files: readonly Attachment[], open: Open, signal: AbortSignal) => Promise<EncodedFiles>;

/** @param memory The process's memory budget for files; left out: a separate one. */
export function createDataUris(memory = createMemoryBudget(PROCESS_MEMORY)): DataUris {
  return async (files, open, signal) => {
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const reservation = await memory.reserve({ bytes: bytes * COPIES, files: files.length }, signal);
    try {
      const hash = createHash("sha256");
      const uris = new Map<string, string>();
      for (const file of files) {
        const uri = await dataUri(await open(file));
        uris.set(file.url, uri);
        hash.update(uri);
      }
      return { uris, digest: hash.digest("base64"), [Symbol.dispose]: () => reservation[Symbol.dispose]() };
    } catch (error) {
      reservation[Symbol.dispose]();
      throw error;
    }
  };
}

async function dataUri({ contentType, content }: OpenedFile): Promise<string> {
  const pieces = await Array.fromAsync(content);
  return `data:${contentType};base64,${Buffer.concat(pieces).toString("base64")}`;
}
