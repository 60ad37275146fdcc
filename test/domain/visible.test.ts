// A prompt that nobody can see must be refused before money: it is paid for, and a platform shows no message with it.

import { expect, test } from "vitest";
import { isVisible } from "../../src/domain/text/visible.ts";

test.each([
  ["nothing", ""],
  ["blanks", " \t\n\u00a0\u3000"],
  ["a zero-width space", "\u200b"],
  ["a Hangul filler", "\u3164\u115f\uffa0"],
  ["NUL", "\u0000"],
  ["a variation selector", "\ufe0f"],
  ["Braille's blank", "\u2800"],
  ["a word joiner", "\u2060\ufeff"],
])("nobody sees %s", (_, text) => {
  expect(isVisible(text)).toBe(false);
});

test.each(["a", "一", "🦊", ".", "\u200ba\u200b", "\u05d0"])("%s can be seen", (text) => {
  expect(isVisible(text)).toBe(true);
});
