// If this breaks: a prompt can mention people, hide a link, or draw itself as part of the card.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escape, markup, quote } from "../../../src/platforms/discord/draw/markdown.ts";
import { code, link, person, say, strong } from "../../../src/wording/text.ts";
import { clip } from "../../../src/domain/text/clip.ts";
import { visible } from "../../../src/wording/visible.ts";
import { eachBecomes } from "../../each-becomes.ts";

/** What Discord gives a meaning to, wherever in a line it stands. */
const LIVE_INLINE = /[*_~`|<>@[\]()]|:\/\/|:[\w+~-]+:/;
const LIVE_AT_START = /^\s*(#|[-+] |-#|\d+\. )/;

/** The text with a stand-in for every escaped sign: what else there is could have a meaning. */
const live = (line: string): string => line.replace(/\\[^0-9A-Za-z\s]/g, "§");
/** What a reader sees of it. */
const read = (line: string): string => line.replace(/\\([^0-9A-Za-z\s])/g, "$1");

const nasty = fc.string({
  unit: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(..."\\`*_~|<>@#:[]()-+.1 \n\t>".split("")) },
    {
      weight: 1,
      arbitrary: fc.constantFrom("```", "@everyone", "<@1>", "https://x.y", "\u202E", "\u200B", "\u0301", "-# "),
    },
    { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 3 }) },
  ),
  maxLength: 40,
});

describe("a prompt in its quotation", () => {
  test("keeps every sign and gives none a meaning", () => {
    fc.assert(
      fc.property(nasty, (typed) => {
        const lines = quote(typed).split("\n");
        for (const line of lines) {
          expect(line.startsWith(">")).toBe(true);
          const inside = line.replace(/^> /, "");
          expect(live(inside)).not.toMatch(LIVE_INLINE);
          expect(live(inside)).not.toMatch(LIVE_AT_START);
        }
        const seen = lines.map((line) => read(line.replace(/^> /, "")).trimEnd()).join("\n");
        const typedLines = visible(typed).split("\n");
        expect(seen).toBe(typedLines.map((line) => line.trimEnd()).join("\n"));
      }),
      { numRuns: 2_000 },
    );
  });

  eachBecomes(quote, [
    ["@everyone and <@123>", "> \\@everyone and \\<\\@123\\>"],
    ["```js\nx\n```", "> \\`\\`\\`js\n> x\n> \\`\\`\\`"],
    ["# big\n-# small\n- one\n2. two", "> \\# big\n> \\-# small\n> \\- one\n> 2\\. two"],
    ["[free](https://evil.example)", "> \\[free\\]\\(https\\://evil.example\\)"],
    ["a > b\n> c", "> a \\> b\n> \\> c"],
    ["at 16:9, :smile:", "> at 16:9, \\:smile:"],
    ["well-lit, 35mm. f/1.8", "> well-lit, 35mm. f/1.8"],
  ]);
});

describe("what cannot be seen", () => {
  test("never turns the writing direction or hides", () => {
    fc.assert(
      fc.property(nasty, (typed) => {
        expect(visible(typed)).not.toMatch(
          /[\u202A-\u202E\u2066-\u2069\u200B\u200E\u200F\u2060\uFEFF\u{E0001}-\u{E007F}\p{Cs}]|\p{M}{5}/u,
        );
      }),
    );
  });

  test.each([
    ["family 👨‍👩‍👧, 👩🏽‍🚀, ❤️", "family 👨‍👩‍👧, 👩🏽‍🚀, ❤️"],
    ["می‌خواهم", "می‌خواهم"],
    ["क्‍ष", "क्‍ष"],
    ["a\u200D \u200Cb", "a b"],
    ["\u202Eevil\u202C", "evil"],
    ["a\r\nb\u2028c", "a\nb\nc"],
    [`e${"\u0301".repeat(30)}`, `e${"\u0301".repeat(4)}`],
    ["\uD800lone", "lone"],
  ])("%j becomes %j", (typed, seen) => {
    expect(visible(typed)).toBe(seen);
  });
});

test("one line stays one line, whatever is put into it", () => {
  fc.assert(
    fc.property(nasty, nasty, (a, b) => {
      const line = markup(say`${a} and ${code(b)} and ${strong(a)} by ${person("42")}`);
      expect(line).not.toContain("\n");
      // From the left, as Discord reads it: a backslash inside of code is a backslash.
      const withoutCode = line.replace(/(\\[^0-9A-Za-z\s])|`[^`]*`/g, (_, escaped?: string) => escaped ?? "code");
      const outside = live(withoutCode)
        .replace(/\*\*[^*]*\*\*/, "")
        .replace("<@42>", "");
      expect(outside).not.toMatch(LIVE_INLINE);
    }),
  );
});

test("a link shows where it leads only when that is the web", () => {
  expect(markup([link("here", "https://a.example/x?y=(1)>")])).toBe("[here](<https://a.example/x?y=(1)%3E>)");
  expect(markup([link("here", "javascript:alert(1)")])).toBe("here");
  expect(markup([link("a](b", "https://a.example/")])).toBe("[a\\]\\(b](<https://a.example/>)");
});

test("a text is cut between characters, never longer than allowed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, max) => {
      const cut = clip(text, max);
      expect(cut.length).toBeLessThanOrEqual(max);
      expect(cut === text || text.startsWith(cut.slice(0, -1))).toBe(true);
    }),
  );
  expect(clip("👨‍👩‍👧👨‍👩‍👧", 12)).toBe("👨‍👩‍👧…");
});

test("plain words stay readable", () => {
  expect(escape("a red fox, 16:9, 3/4 view - it's 100% snow!")).toBe("a red fox, 16:9, 3/4 view - it's 100% snow!");
});
