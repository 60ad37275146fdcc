import type { Attachment } from "../../domain/messages/invocation.ts";
import type { Problem } from "../../domain/messages/problem.ts";
import type { Limits } from "../document/document.generated.ts";

/**
 * The limits that an attachment breaks. What the platform did not measure passes without a warning: most clips come
 * without a length, and a warning on every run would teach people to overlook the others.
 */
export function breaches(option: string, file: Attachment, limits: Limits): readonly Problem[] {
  return [...wrongKind(option, file, limits), ...wrongSize(option, file, limits), ...wrongLength(option, file, limits)];
}

function wrongKind(option: string, { contentType }: Attachment, { types }: Limits): Problem[] {
  // `image/png; charset=…` happens.
  const got = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (got === "" || types === undefined || types.some((type) => isOf(got, type))) return [];
  return [{ kind: "file-kind", option, allowed: types, got }];
}

const isOf = (got: string, type: string): boolean =>
  type.endsWith("/*") ? got.startsWith(type.slice(0, -1)) : got === type;

function wrongSize(option: string, { bytes, width, height }: Attachment, limits: Limits): Problem[] {
  const { maxBytes = Infinity, sidePixels, maxRatio = Infinity } = limits;
  const found: Problem[] = [];
  if (bytes > maxBytes) found.push({ kind: "file-bytes", option, maxBytes, gotBytes: bytes });
  if (width === null || height === null) return found;
  const got = `${width}×${height}`;
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  if (sidePixels !== undefined && (short < sidePixels.min || long > sidePixels.max)) {
    found.push({ kind: "file-pixels", option, ...sidePixels, got });
  }
  if (long > maxRatio * short) found.push({ kind: "file-ratio", option, max: maxRatio, got });
  return found;
}

function wrongLength(option: string, { seconds }: Attachment, { seconds: limit }: Limits): Problem[] {
  if (seconds === null || limit === undefined || (limit.min <= seconds && seconds <= limit.max)) return [];
  return [{ kind: "file-seconds", option, ...limit, got: seconds }];
}
