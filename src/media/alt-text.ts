import { oneLine } from "../domain/text/clip.ts";

/** Alternative text of a result: its prompt, or else its model. Each platform clips it to its own limit. */
export const altText = (prompt: string | null, modelTitle: string): string => oneLine(prompt ?? "") || modelTitle;
