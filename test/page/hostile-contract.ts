// What no room may ever draw, whatever somebody else has written.

import fc from "fast-check";
import { expect, test } from "vitest";

export interface Room {
  /** Everything with `text` wherever somebody else may have chosen the words. */
  readonly drawnOf: (text: string) => string;
  readonly nasty: fc.Arbitrary<string>;
  readonly runs: number;
  /** Names that the room draws by itself. */
  readonly tags: string;
  readonly attributes: string;
  readonly href: RegExp;
  readonly style: RegExp;
  /** Where files of the test's own lie. */
  readonly files: string;
}

const ATTRIBUTE = /\s([A-Za-z-]+)(?:="([^"]*)")?/g;
const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s[A-Za-z-]+(?:="[^"]*")?)*)\/?>/g;

/** What stands in the document although nothing that somebody wrote may put it there. */
function intruders({ href, style, ...room }: Room, drawn: string): readonly string[] {
  const [known, allowed] = [new Set(room.tags.split(" ")), new Set(room.attributes.split(" "))];
  const isHarmless = (name: string, value: string): boolean => {
    if (name === "href" || name === "src") return href.test(value);
    return name === "style" ? style.test(value) : allowed.has(name);
  };
  const tags = Array.from(drawn.matchAll(TAG), ([, , tag = "", attributes = ""]) => ({ tag, attributes }));
  const attributes = tags.flatMap((tag) => Array.from(tag.attributes.matchAll(ATTRIBUTE)));
  return [
    // Between the tags that can be read there is no sign left that would begin another.
    ...(drawn.replaceAll(TAG, "").match(/<.{0,20}/gs) ?? []),
    ...tags.map(({ tag }) => tag).filter((tag) => !known.has(tag)),
    ...attributes.filter(([, name = "", value = ""]) => !isHarmless(name, value)).map(([all]) => all),
  ];
}

export function hostileContract(room: Room): void {
  const { drawnOf, nasty, runs: numRuns, files } = room;
  test("no text becomes a tag, an attribute or an address to run", () => {
    const property = fc.property(nasty, (text) => {
      expect(intruders(room, drawnOf(text))).toEqual([]);
    });
    fc.assert(property, { numRuns });
  });

  test.each(["<b>x</b>", '<img src="x" onerror="y">', "<a href='x'>", "<!-- x", '<p style="color:red">'])(
    "an intruder would be found: %s",
    (planted) => {
      expect(intruders(room, `<div>${planted}</div>`)).not.toEqual([]);
    },
  );

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "data:text/html,<script>",
    "vbscript:x",
    "//evil.example",
  ])("%j is nowhere an address", (url) => {
    const addresses = Array.from(drawnOf(url).matchAll(/(?:href|src)="([^"]*)"/g), ([, address = ""]) => address);
    expect(addresses.filter((address) => !address.startsWith(files))).toEqual([]);
  });
}
