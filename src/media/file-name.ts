/** As much of a prompt as a download folder can show. */
const PROMPT_CHARS = 40;

export interface FileTitle {
  readonly prompt: string | null;
  readonly generationId: string;
  /** Counts from 1. */
  readonly position: number;
  readonly extension: string;
}

/**
 * `red-fox-in-snow-4f2a91-1.png`: prompt, run, position. Lower-case ASCII, so that no platform rewrites it; `atelier`
 * replaces a prompt without Latin letters.
 */
export function fileName({ prompt, generationId, position, extension }: FileTitle): string {
  const words = (prompt ?? "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  let title = "";
  for (const word of words) {
    if (title.length + word.length > PROMPT_CHARS) break;
    title += title === "" ? word : `-${word}`;
  }
  const run = generationId
    .replace(/[^a-z0-9]/gi, "")
    .slice(-6)
    .toLowerCase();
  return `${title || "atelier"}-${run}-${position}.${extension}`;
}
