// Text that people wrote is cut to what a platform takes: half a character would be drawn as a box, and refused by some.

import { expect, test } from "vitest";
import { clip, oneLine } from "../../src/domain/text/clip.ts";

const FAMILY = "👨‍👩‍👧";

test.each([
  ["short", 5, "short"],
  ["longer", 5, "long…"],
  ["a word", 3, "a…"],
  [`ab${FAMILY}`, 10, `ab${FAMILY}`],
  [`ab${FAMILY}`, 9, "ab…"],
  ["a🦊b", 3, "a…"],
  ["e\u0301e\u0301", 3, "e\u0301…"],
])("%j in %i units is %j", (text, max, cut) => {
  expect(clip(text, max)).toBe(cut);
  expect(cut.length).toBeLessThanOrEqual(max);
});

test("lines and runs of blanks become one line", () => {
  expect(oneLine(" a\n\tred   fox \r\n")).toBe("a red fox");
});
