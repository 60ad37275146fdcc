// If this breaks: several pictures are laid out unlike in the client, and nobody sees beforehand what Discord cuts off.

import { describe, expect, test } from "vitest";
import { clip, htmlOfComponent, picture } from "./drawn.ts";

test.each([
  [1, [1]],
  [2, [2]],
  [3, [3]],
  [4, [2, 2]],
  [5, [2, 3]],
  [6, [3, 3]],
  [7, [1, 3, 3]],
  [8, [2, 3, 3]],
  [9, [3, 3, 3]],
  [10, [1, 3, 3, 3]],
])("%i media stand in rows of %j", (count, rows) => {
  const files = Array.from({ length: count }, (_, index) => picture(`${index}.png`));
  const items = files.map(({ filename }) => ({ media: { url: `attachment://${filename}` } }));
  const drawn = htmlOfComponent({ type: 12, items }, files);
  expect(Array.from(drawn.matchAll(/class="row of-(\d+)"/g), ([, size]) => Number(size))).toEqual(rows);
  const shown = Array.from(drawn.matchAll(/<img src="https:\/\/cdn\.example\/(\d+)\.png"/g), ([, name]) =>
    Number(name),
  );
  expect(shown).toEqual(Array.from({ length: count }, (_, index) => index));
});

const htmlOfItem = (item: object): string =>
  htmlOfComponent({ type: 12, items: [item] }, [picture("a.png"), clip("b.mp4")]);

describe("one medium", () => {
  test("is described by the component, else by its file", () => {
    expect(htmlOfItem({ media: { url: "attachment://a.png" }, description: 'A "cat"' })).toContain(
      'alt="A &quot;cat&quot;"',
    );
  });

  test("is shown as it is when it is a spoiler: the bot sends none", () => {
    expect(htmlOfItem({ media: { url: "attachment://b.mp4" }, spoiler: true })).toContain('<figure class="unknown">');
  });

  test("may come from the web", () => {
    expect(htmlOfItem({ media: { url: "https://x.y/clip.mp4?token=1" } })).toContain(
      '<video src="https://x.y/clip.mp4?token=1"',
    );
    expect(htmlOfItem({ media: { url: "https://x.y/picture" } })).toContain('<img src="https://x.y/picture"');
  });

  test("that is missing is said to be", () => {
    expect(htmlOfItem({ media: { url: "attachment://gone.png" } })).toContain("attachment://gone.png&quot;");
  });
});
