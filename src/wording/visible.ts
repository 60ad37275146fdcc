/**
 * Leaves what one can see: no control characters, no change of the writing direction, nothing of no width except where
 * it joins letters or emoji, and no towers of accents that would cover the lines around them.
 */
export function visible(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, "\n")
    .replace(/\t/g, " ")
    .replace(HIDDEN, "")
    .replace(
      /(?<![\p{L}\p{M}\p{Extended_Pictographic}\uFE0F\p{Emoji_Modifier}])[\u200C\u200D]|[\u200C\u200D](?![\p{L}\p{Extended_Pictographic}])/gu,
      "",
    )
    .replace(/(\p{M}{4})\p{M}+/gu, "$1");
}

/** Controls, the marks that turn the writing direction, and whatever else Unicode wants drawn as nothing. */
const HIDDEN =
  /[[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]--[\n\u200C\u200D\p{Variation_Selector}]]/gv;
