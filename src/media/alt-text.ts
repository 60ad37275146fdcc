import { clip, oneLine } from "../domain/text/clip.ts";

/** Discord's limit, the lowest: https://docs.discord.com/developers/resources/message#attachment-object */
const MOST_CHARS = 1_024;

/** For those who cannot see the file: what was asked for, else by which model. */
export const altText = (prompt: string | null, modelTitle: string): string =>
  clip(oneLine(prompt ?? "") || modelTitle, MOST_CHARS);
