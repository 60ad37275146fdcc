const CHARACTERS = new Intl.Segmenter();

/** Shortens to `max` UTF-16 units, as platforms count, and marks the cut. Never cuts inside a visible character. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  let end = 0;
  for (const { index, segment } of CHARACTERS.segment(text)) {
    if (index + segment.length > max - 1) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end).trimEnd()}…`;
}

/** The same words with a single space between them. */
export const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
