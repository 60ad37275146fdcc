import { oneLine } from "../domain/text/clip.ts";

/** For those who cannot see the file: what was asked for, else by which model. Each platform cuts it to its own limit. */
export const altText = (prompt: string | null, modelTitle: string): string => oneLine(prompt ?? "") || modelTitle;
