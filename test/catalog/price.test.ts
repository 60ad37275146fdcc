// A hold below the charge breaks a guild's cap (M1); a hold far above it stops people who have money left.

import { expect, test } from "vitest";
import type { OptionValues } from "../../src/domain/messages/invocation.ts";
import { fromDollars } from "../../src/domain/money/money.ts";
import { catalog, clip, picture, read, sound } from "./catalog-fixtures.ts";

const a = picture("a.png");
const QWEN = "qwen-image-2-0-pro";
const GEMINI = "gemini-2-5-flash-image-preview-official";

const price = (command: string, values: OptionValues): number => {
  const { model, input } = read(command, values);
  return catalog.highestPrice(model.slug, input);
};

const key = (command: string, values: OptionValues): string => {
  const { model, input } = read(command, values);
  return catalog.priceKey(model.slug, input);
};

test.each<readonly [string, string, OptionValues, string]>([
  ["one picture", "image", { prompt: "x" }, "0.0243"],
  ["four pictures", "image", { prompt: "x", n: 4, resolution: "1K" }, "0.0972"],
  ["a sequence of five", "image", { prompt: "x", n: 5, enable_sequential: true }, "0.1215"],
  ["a sequence of nobody knows how many", "image", { prompt: "x", enable_sequential: true }, "0.2916"],
  ["Qwen's sample", "image", { model: QWEN, prompt: "x", size: "16:9", resolution: "2K", n: 1 }, "0.05625"],
  ["six of Qwen", "image", { model: QWEN, prompt: "x", n: 6 }, "0.3375"],
  ["Gemini's sample", "image", { model: GEMINI, prompt: "x", n: 1 }, "0.0351"],
  ["five seconds with sound, by default", "video", { image: a }, "0.315"],
  ["silent", "video", { image: a, audio: false }, "0.1575"],
  [
    "silent, but with a file that may override it",
    "video",
    { image: a, audio: false, audio_file: sound("s.mp3") },
    "0.315",
  ],
  ["small", "video", { image: a, resolution: "720p", duration: 10 }, "0.38"],
  ["small and silent", "video", { image: a, resolution: "720p", audio: false, duration: 2 }, "0.038"],
  ["the r2v sample", "r2v", { prompt: "x", image: a, resolution: "1080P", duration: 5 }, "0.6165"],
  ["fifteen seconds", "r2v", { prompt: "x", image: a, duration: 15 }, "1.8495"],
  [
    "two reference clips, five billed seconds each",
    "r2v",
    { prompt: "x", video: clip("v.mp4"), video_2: clip("w.mp4") },
    "1.8495",
  ],
  ["small, with one reference clip", "r2v", { prompt: "x", resolution: "720P", video: clip("v.mp4") }, "0.74"],
])("%s costs at most what is documented", (_, command, values, dollars) => {
  expect(price(command, values)).toBe(fromDollars(dollars));
});

test("a default costs what it costs when it is typed, and is known by the same key", () => {
  const typed = { image: a, duration: 5, resolution: "1080p", audio: true, prompt: "of no importance" };
  expect(price("video", typed)).toBe(price("video", { image: a }));
  expect(key("video", typed)).toBe(key("video", { image: a }));
  expect(key("video", { image: a })).toBe("wan2-6-i2v-flash duration=5 resolution=1080p audio=true audio_url=0");
});

test("the key tells apart what may cost differently", () => {
  const keys = [
    key("image", { prompt: "x" }),
    key("image", { prompt: "x", n: 2 }),
    key("image", { prompt: "x", enable_sequential: true }),
    key("image", { prompt: "x", n: 12, enable_sequential: true }),
    key("image", { model: QWEN, prompt: "x" }),
    key("r2v", { prompt: "x", image: a }),
    key("r2v", { prompt: "x", video: clip("v.mp4") }),
    key("r2v", { prompt: "x", video: clip("v.mp4"), video_2: clip("w.mp4") }),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});

test("a page shows what the default request costs", () => {
  expect(catalog.page("wan2-7-r2v")).toMatchObject({
    from: fromDollars("0.6165"),
    command: "r2v",
    title: "Wan 2.7 R2V",
  });
  expect(catalog.page(QWEN).options).toContainEqual({
    name: "n",
    title: "Images",
    allowed: "whole number from 1 to 6, default 1",
  });
});

test("durations follow the request, and outlive the document", () => {
  const { input } = read("r2v", { prompt: "x", image: a });
  expect(catalog.duration("wan2-7-r2v", input)).toEqual({ medianMs: 480_000, sigma: 0.5 });
  expect(catalog.duration("wan2-7-r2v", { ...input, resolution: "720P" })).toEqual({ medianMs: 200_000, sigma: 0.6 });
  expect(catalog.duration("gone", {}).medianMs).toBeGreaterThan(0);
  expect(catalog.title("gone")).toBe("gone");
});

test("what was asked for is the number of pictures, or one clip", () => {
  expect(catalog.requestedCount("wan2-7-image", { n: 3 })).toBe(3);
  expect(catalog.requestedCount(QWEN, {})).toBe(1);
  expect(catalog.requestedCount("wan2-7-r2v", {})).toBe(1);
});
