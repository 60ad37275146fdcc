/** Blanks, controls, and characters that are drawn as nothing: Hangul fillers, zero-width ones, Braille's blank. */
const VISIBLE = /[^\p{Default_Ignorable_Code_Point}\p{Z}\p{Cc}\p{Cf}\p{Cs}\u2800]/u;

/** Whether anybody could see something of it. */
export const isVisible = (text: string): boolean => VISIBLE.test(text);
