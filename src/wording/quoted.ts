import { clip, oneLine } from "../domain/text/clip.ts";

/** What somebody typed or said, in one line and no longer than it takes to recognise it. */
export const quoted = (text: string, maxChars = 60): string => `“${clip(oneLine(text), maxChars)}”`;
