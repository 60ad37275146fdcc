// If this breaks: a card's clock says another time than the one that Discord would show.

import { expect, test } from "vitest";
import type { Viewer } from "../../sim/page/discord/viewer.ts";
import { htmlOfText, NOW, viewer } from "./drawn.ts";

const SECONDS = NOW / 1_000;

/** What is read of a timestamp. Between a time and its AM or PM stands a narrow space. */
const read = (seconds: number, style: string, by: Viewer = viewer): string =>
  htmlOfText(`<t:${seconds}:${style}>`, by)
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("\u202F", " ");

test.each([
  ["t", "2:41 PM"],
  ["T", "2:41:30 PM"],
  ["d", "11/20/26"],
  ["D", "November 20, 2026"],
  ["f", "November 20, 2026 at 2:41 PM"],
  ["F", "Friday, November 20, 2026 at 2:41 PM"],
  ["s", "11/20/26, 2:41 PM"],
  ["S", "11/20/26, 2:41:30 PM"],
])("style %s", (style, shown) => {
  expect(read(SECONDS, style)).toBe(shown);
});

test.each([
  [0, "now"],
  [30, "in 30 seconds"],
  [-59, "59 seconds ago"],
  [60, "in 1 minute"],
  [-150, "2 minutes ago"],
  [59 * 60 + 59, "in 1 hour"],
  [-86_400, "1 day ago"],
  [40 * 86_400, "in 1 month"],
  [-800 * 86_400, "2 years ago"],
])("%i seconds from now", (seconds, shown) => {
  expect(read(SECONDS + seconds, "R")).toBe(shown);
});

test("is shown in the reader's zone and language", () => {
  const berlin = { ...viewer, locale: "de-DE", timeZone: "Europe/Berlin" };
  expect(read(SECONDS, "f", berlin)).toBe("20. November 2026 um 15:41");
});

test("in a text it carries the whole date along", () => {
  expect(htmlOfText(`<t:${SECONDS}:R>`).replaceAll("\u202F", " ")).toBe(
    '<time class="timestamp" datetime="2026-11-20T14:41:30.000Z" title="Friday, November 20, 2026 at 2:41 PM">now</time>',
  );
});

test("beyond the calendar it is only text", () => {
  expect(htmlOfText("<t:99999999999999999:R>")).toBe("&lt;t:99999999999999999:R>");
});
