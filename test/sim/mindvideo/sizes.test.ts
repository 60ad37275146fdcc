// A bot that fits media to a platform's limits needs pictures of the size that was really asked for.
import { expect, it } from "vitest";
import { clipSize, pictureSize } from "../../../sim/mindvideo/rules/sizes.ts";

const WAN = "wan2-7-image";
const QWEN = "qwen-image-2-0-pro";
const GEMINI = "gemini-2-5-flash-image-preview-official";

it.for([
  [WAN, {}, 2048, 2048],
  [WAN, { resolution: "1K" }, 1024, 1024],
  [WAN, { size: "1K" }, 1024, 1024],
  [WAN, { size: "16:9" }, 2048, 1152],
  [WAN, { size: "1024*768" }, 1024, 768],
  [WAN, { size: "4096x512" }, 4096, 512],
  [WAN, { size: "1:8", resolution: "1K" }, 368, 2896],
  [QWEN, {}, 1024, 1024],
  [QWEN, { size: "3:2", resolution: "2K" }, 2048, 1360],
  [GEMINI, { size: "21:9" }, 1536, 672],
  [GEMINI, { size: "auto" }, 1024, 1024],
  ["paint-9", { size: "5:4" }, 1152, 912],
] as const)("%s %o is %i × %i", ([model, input, width, height]) => {
  expect(pictureSize(model, input)).toEqual({ width, height });
});

it("an edit without a size follows the last input image", () => {
  expect(pictureSize(WAN, { resolution: "1K" }, { width: 300, height: 600 })).toEqual({ width: 720, height: 1456 });
  expect(pictureSize(GEMINI, { size: "1:1" }, { width: 300, height: 600 })).toEqual({ width: 1024, height: 1024 });
});

it("no size asks for more than the largest picture", () => {
  const { width, height } = pictureSize(WAN, { size: "20000x20000" });
  expect(width * height).toBeLessThanOrEqual(2048 ** 2);
});

it("a clip has the shape asked for, or of the picture it starts from, and an even number of pixels", () => {
  expect(clipSize({ size: "9:16" })).toEqual({ width: 360, height: 640 });
  expect(clipSize({})).toEqual({ width: 640, height: 360 });
  expect(clipSize({ size: "9:16" }, { width: 1000, height: 333 })).toEqual({ width: 640, height: 214 });
});
