import fc from "fast-check";

/** What means something to HTML, and words that do. */
const NASTY = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "</pre>",
  "<!--",
  "&lt;",
  "javascript:alert(1)",
  "```",
  "👩🏽‍🚀",
];

/** @param signs That mean something to the platform whose page it is */
export const nastyOf = (...signs: readonly string[]): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...NASTY, ...signs) },
      { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 3 }) },
    ),
    maxLength: 30,
  });
