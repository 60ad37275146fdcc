// What the bot escapes, read by a reader who never saw how: if this breaks, one of the two misreads Discord's markdown.

import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMarkdown } from "../../sim/page/discord/markdown/markdown.ts";
import type { MarkdownNode } from "../../sim/page/discord/markdown/markdown-node.ts";
import { escape, quote } from "../../src/platforms/discord/draw/markdown.ts";
import { visible } from "../../src/wording/visible.ts";
import { nasty } from "./drawn.ts";

/** Emoji are drawn apart from the text around them; anything else that is not text has been given a meaning. */
const seen = (nodes: readonly MarkdownNode[]): string =>
  nodes.map((node) => (node.kind === "text" || node.kind === "emoji" ? node.text : `⟨${node.kind}⟩`)).join("");

/** Line by line, and whatever space it is: a quotation drops what nobody sees at the ends. */
const trimmed = (text: string): string =>
  text
    .split(/\n/)
    .map((line) => line.trim())
    .join("|");

test("a value in the small print is shown letter by letter", () => {
  fc.assert(
    fc.property(nasty, (typed) => {
      const line = `size ${escape(typed)}.`;
      expect(seen(parseMarkdown(line))).toBe(`size ${visible(typed).replace(/\s+/g, " ")}.`);
    }),
    { numRuns: 3_000 },
  );
});

test("a prompt stays in its quotation, line by line", () => {
  fc.assert(
    fc.property(nasty, (typed) => {
      const lines = visible(typed).split("\n");
      const nodes = parseMarkdown(quote(typed));
      const [quotation] = nodes;
      expect(nodes.map(({ kind }) => kind)).toEqual(["quote"]);
      const inside = quotation?.kind === "quote" ? seen(quotation.children) : "";
      expect(trimmed(inside)).toBe(trimmed(lines.join("\n")));
    }),
    { numRuns: 3_000 },
  );
});
