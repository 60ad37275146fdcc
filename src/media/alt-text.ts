/** Discord's limit, the lowest: https://docs.discord.com/developers/resources/message#attachment-object */
const MOST_CHARS = 1_024;

/** For those who cannot see the file: what was asked for, else by which model. */
export function altText(prompt: string | null, modelTitle: string): string {
  const text = prompt?.replace(/\s+/g, " ").trim() || modelTitle;
  if (text.length <= MOST_CHARS) return text;
  // Cut by UTF-16 units, as the limit counts, but never through a pair of them.
  return `${text.slice(0, MOST_CHARS - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
