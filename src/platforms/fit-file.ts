import type { Shrink } from "../domain/media.ts";
import type { MediaFile } from "../domain/media.ts";

/** What a platform is sent of a result. */
export type FittingFile = Pick<MediaFile, "name" | "contentType" | "alt"> & { readonly bytes: Uint8Array };

/** No larger than `maxBytes`, made smaller where it has to be; null: only its link can be told. */
export async function fitFile(file: MediaFile, maxBytes: number, shrink: Shrink): Promise<FittingFile | null> {
  if (maxBytes <= 0 || file.bytes === null) return null;
  const small = file.bytes.byteLength <= maxBytes ? file : await shrink(file, maxBytes);
  if (small === null || small.bytes === null || small.bytes.byteLength > maxBytes) return null;
  const { name, contentType, bytes, alt } = small;
  return { name, contentType, bytes, alt };
}
