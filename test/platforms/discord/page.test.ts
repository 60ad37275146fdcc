// If this breaks: Discord refuses a page that is too long or shows a file it cannot find, so an admin sees nothing at all;
// or everybody sees what was for one person.

import { MessageFlags } from "discord.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { drawPage } from "../../../src/platforms/discord/draw/page.ts";
import { drawTable } from "../../../src/platforms/discord/draw/table.ts";
import type { Block, Page } from "../../../src/wording/page.ts";
import { channel, person, role, say } from "../../../src/wording/text.ts";
import { textOf } from "./harness.ts";

const page = (...blocks: readonly Block[]): Page => ({ title: "Budget", tone: "plain", blocks });
const lines = (count: number, chars: number) =>
  Array.from({ length: count }, (_, index) => say`${String(index).padEnd(chars, "x")}`);
const png = { name: "chart.png", contentType: "image/png", bytes: new Uint8Array([1, 2, 3]), alt: "A chart" };
const csv = { name: "runs.csv", contentType: "text/csv", bytes: new Uint8Array([4]), alt: "All runs" };

const drawn = (shown: Page): string => textOf({ components: drawPage(shown).body.components });

test("a page is for one person, in the order of its blocks, and pings nobody it names", () => {
  const { body } = drawPage(
    page(
      { kind: "lines", lines: [say`Of ${person("1")}, ${role("2")} and ${channel("3")}`] },
      { kind: "heading", text: "Caps" },
      { kind: "list", lines: [say`one`, say`two`] },
      { kind: "small", lines: [say`that is all`] },
    ),
  );
  expect(body.flags).toBe(MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral);
  expect(body.allowed_mentions).toEqual({ parse: [] });
  expect(textOf(body)).toBe("### Budget\nOf <@1>, <@&2> and <#3>\n**Caps**\n- one\n- two\n-# that is all");
});

test("files stand in the page by name, in order, and travel with it", () => {
  const { body, files } = drawPage(page({ kind: "picture", file: png }, { kind: "download", file: csv }));
  expect(body.components[0]).toMatchObject({
    components: [
      { content: "### Budget" },
      { items: [{ media: { url: "attachment://chart.png" }, description: "A chart" }] },
      { file: { url: "attachment://runs.csv" } },
    ],
  });
  expect(body.attachments).toEqual([
    { id: "0", filename: "chart.png", description: "A chart" },
    { id: "1", filename: "runs.csv", description: "All runs" },
  ]);
  expect(files.map(({ name, data }) => [name, Buffer.from(data as Buffer).toString("hex")])).toEqual([
    ["chart.png", "010203"],
    ["runs.csv", "04"],
  ]);
});

test("a list too long for a message ends with an ellipsis, and the small print below it stays", () => {
  const text = drawn(page({ kind: "list", lines: lines(100, 90) }, { kind: "small", lines: [say`how to read it`] }));
  expect(text.length).toBeLessThanOrEqual(4_000);
  expect(text).toMatch(/- 41x+\n…\n-# how to read it$/);
});

test("whatever is on a page, Discord's limits hold", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 300 }).map((typed) => say`${typed}`);
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ kind: fc.constantFrom("lines", "list", "small"), lines: fc.array(text, { maxLength: 60 }) }),
    fc.record({ kind: fc.constant("heading"), text: fc.string() }),
    fc.record({
      kind: fc.constant("table"),
      head: fc.constant(["Day", "Spent"]),
      rows: fc.array(fc.tuple(fc.string({ unit: "grapheme" }), fc.string()), { maxLength: 60 }),
    }),
  );
  fc.assert(
    fc.property(fc.array(block, { maxLength: 60 }), fc.string(), (blocks, title) => {
      const { body } = drawPage({ title, tone: "odd", blocks });
      const [container] = body.components;
      expect(container).toHaveProperty("components");
      const parts = container !== undefined && "components" in container ? container.components : [];
      expect(parts.length).toBeLessThan(40);
      expect(textOf(body).length).toBeLessThanOrEqual(4_000);
      expect(parts.filter((part) => "content" in part && part.content === "")).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test("a table's columns stand under each other, wide letters counted as two, figures to the right", () => {
  const [all, ...fewer] = drawTable({
    kind: "table",
    head: ["Model", "Spent"],
    rows: [
      ["飞行", "$12.50"],
      ["a`b", "$3.00"],
    ],
  });
  expect(all).toBe(["```", "Model   Spent", "飞行   $12.50", "aˋb     $3.00", "```"].join("\n"));
  expect(fewer[0]).toBe(["```", "Model   Spent", "飞行   $12.50", "…", "```"].join("\n"));
});
