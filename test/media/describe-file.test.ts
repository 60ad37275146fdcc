// What people see of a file besides its picture: its name in their downloads, its words for those who cannot see it,
// and how long its link can be used. A platform refuses a description that is too long, and with it the whole result.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { altText } from "../../src/media/alt-text.ts";
import { fileName } from "../../src/media/file-name.ts";
import { linkExpiresAt } from "../../src/media/link-lifetime.ts";

const nameOf = (prompt: string | null, generationId = "discord:1309876543210987654"): string =>
  fileName({ prompt, generationId, position: 2, extension: "png" });

test.each([
  ["A red fox, in the snow!", "a-red-fox-in-the-snow-987654-2.png"],
  ["Crème brûlée", "creme-brulee-987654-2.png"],
  ["雪の中の狐", "atelier-987654-2.png"],
  ["../../etc/passwd", "etc-passwd-987654-2.png"],
  [null, "atelier-987654-2.png"],
  ["", "atelier-987654-2.png"],
  ["one two three four five six seven eight nines ten", "one-two-three-four-five-six-seven-eight-987654-2.png"],
])("names a file for %j", (prompt, name) => {
  expect(nameOf(prompt)).toBe(name);
});

test("no prompt makes a name that a platform would rewrite", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), fc.string(), (prompt, id) => {
      expect(nameOf(prompt, `slack:${id}`)).toMatch(/^[a-z0-9][a-z0-9-]{0,60}\.png$/);
    }),
  );
});

test("describes a file in the person's own words", () => {
  expect(altText("a fox\n\n in snow ", "Wan 2.7")).toBe("a fox in snow");
  expect(altText(null, "Wan 2.7")).toBe("Wan 2.7");
  expect(altText(" ", "Wan 2.7")).toBe("Wan 2.7");
});

const ENDED_AT = Date.UTC(2026, 10, 20, 12);
const HOUR_MS = 60 * 60_000;

test.each([
  ["a plain link", "https://x/1.png", 24],
  ["S3 and R2", "https://x/1.png?X-Amz-Date=20261120T110000Z&X-Amz-Expires=7200&X-Amz-Signature=0", 1],
  ["without a date", "https://x/1.png?X-Amz-Expires=3600", 1],
  ["Google Cloud", "https://x/1.png?x-goog-date=20261120T120000Z&x-goog-expires=36000", 10],
  ["OSS and CloudFront", `https://x/1.png?Expires=${(ENDED_AT + 3 * HOUR_MS) / 1_000}&Signature=0`, 3],
  ["Discord", `https://x/1.png?ex=${((ENDED_AT + 5 * HOUR_MS) / 1_000).toString(16)}&hm=0`, 5],
  ["an expiry in words", "https://x/1.png?Expires=tomorrow", 24],
  ["an expiry before the task ended", "https://x/1.png?Expires=300", 24],
  ["no URL", "nonsense", 24],
])("how long a link lives: %s", (_, url, hours) => {
  expect((linkExpiresAt(url, ENDED_AT) - ENDED_AT) / HOUR_MS).toBe(hours);
});
