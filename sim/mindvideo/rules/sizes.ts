import { type JsonObject, textAt } from "../api/json.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The models behind wan and qwen share this table; the second pair is 2K. */
const PICTURES: Readonly<Record<string, readonly [Size, Size]>> = {
  "1:1": [size(1024, 1024), size(2048, 2048)],
  "4:3": [size(1152, 864), size(2048, 1536)],
  "3:4": [size(864, 1152), size(1536, 2048)],
  "16:9": [size(1280, 720), size(2048, 1152)],
  "9:16": [size(720, 1280), size(1152, 2048)],
  "3:2": [size(1248, 832), size(2048, 1360)],
  "2:3": [size(832, 1248), size(1360, 2048)],
};

/** Gemini has 1K only, in its own shapes: https://ai.google.dev/gemini-api/docs/image-generation */
const GEMINI_PICTURES: Readonly<Record<string, Size>> = {
  "1:1": size(1024, 1024),
  "2:3": size(832, 1248),
  "3:2": size(1248, 832),
  "3:4": size(864, 1184),
  "4:3": size(1184, 864),
  "4:5": size(896, 1152),
  "5:4": size(1152, 896),
  "9:16": size(768, 1344),
  "16:9": size(1344, 768),
  "21:9": size(1536, 672),
};

/** No picture is larger, whatever is asked: the largest that any of the models makes. */
const MOST_PIXELS = 2048 ** 2;
/** A clip's long side: small enough to encode in well under two seconds on one core. */
const CLIP_SIDE = 640;

/** The pixels of a picture. `reference`: the size of the last input image, which an edit without a size follows. */
export function pictureSize(model: string, input: JsonObject, reference?: Size): Size {
  const asked = textAt(input, "size") ?? (reference ? "auto" : "1:1");
  const pixels = /^(\d+)[x*](\d+)$/.exec(asked);
  if (pixels) return withinLimit(size(Number(pixels[1]), Number(pixels[2])));
  const large = asked === "2K" || (asked !== "1K" && resolutionOf(model, input) === "2K");
  if (asked === "auto" && reference) return ofRatio(reference.width / reference.height, large ? 2048 : 1024);
  if (model.startsWith("gemini-")) return GEMINI_PICTURES[asked] ?? size(1024, 1024);
  const listed = PICTURES[asked];
  if (listed) return listed[large ? 1 : 0];
  const ratio = /^(\d+):(\d+)$/.exec(asked);
  return ofRatio(ratio ? Number(ratio[1]) / Number(ratio[2]) : 1, large ? 2048 : 1024);
}

/** The pixels of a clip: the shape that was asked for, or of the picture it starts from, at a modest size. */
export function clipSize(input: JsonObject, firstFrame?: Size): Size {
  const ratio = /^(\d+):(\d+)$/.exec(textAt(input, "size") ?? "16:9");
  const shape = firstFrame ?? size(Number(ratio?.[1] ?? 16), Number(ratio?.[2] ?? 9));
  const scale = CLIP_SIDE / Math.max(shape.width, shape.height);
  return size(multipleOf(2, shape.width * scale), multipleOf(2, shape.height * scale));
}

/** 2K is the default of wan2-7-image and of no other: its page. */
function resolutionOf(model: string, input: JsonObject): unknown {
  return input["resolution"] ?? (model === "wan2-7-image" ? "2K" : "1K");
}

function ofRatio(ratio: number, side: number): Size {
  const bounded = Math.min(8, Math.max(1 / 8, ratio));
  return withinLimit(size(multipleOf(16, side * Math.sqrt(bounded)), multipleOf(16, side / Math.sqrt(bounded))));
}

function withinLimit({ width, height }: Size): Size {
  const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (width * height)));
  return size(Math.max(16, Math.floor(width * scale)), Math.max(16, Math.floor(height * scale)));
}

function multipleOf(step: number, value: number): number {
  return Math.max(step, Math.round(value / step) * step);
}

function size(width: number, height: number): Size {
  return { width, height };
}
