/** Longer than any name that could be meant: what is longer is no typo of one. */
const MOST_CHARS = 64;

/** The word that was probably meant; null if none is near enough to be a typo. */
export function nearest(typed: string, words: readonly string[]): string | null {
  if (typed.length > MOST_CHARS) return null;
  const [best] = words.map((word) => ({ word, away: distance(typed, word) })).toSorted((a, b) => a.away - b.away);
  return best !== undefined && best.away <= Math.max(2, typed.length / 3) ? best.word : null;
}

/** Levenshtein: insertions, deletions and replacements that turn one word into the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of from.split("").entries()) {
    const next = [i + 1];
    for (let j = 1; j <= to.length; j += 1) {
      const replace = (row[j - 1] ?? 0) + (letter === to[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
