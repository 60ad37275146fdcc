import { createHash } from "node:crypto";
import type { Attachment } from "../domain/messages/invocation.ts";
import type { OpenedFile } from "../domain/media.ts";
import { createMemoryBudget, PROCESS_MEMORY } from "./memory-budget.ts";

/** Most that goes along in one request; 27 MB as text, within a minute on a line of 4 Mbit/s. */
export const REQUEST_DATA_URI_BYTES = 20 * 1024 * 1024;
/** The bytes, the text of a third more that they become, the request around it, and that once more as it is sent. */
const COPIES = 5;

/** Files as text. Holds memory that all requests share: dispose of it as soon as the request is answered. */
interface EncodedFiles extends Disposable {
  /** Data URIs by the files' own addresses. */
  readonly uris: ReadonlyMap<string, string>;
  /** The same for the same bytes alone. */
  readonly digest: string;
}

type Open = (file: Attachment) => Promise<OpenedFile>;

/** Waits until there is memory for all of `files`. @throws What `open` and what it opened throw, or the signal's reason */
export type DataUris = (files: readonly Attachment[], open: Open, signal: AbortSignal) => Promise<EncodedFiles>;

/** @param memory What all files of the process may take; left out: one for these alone. */
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
