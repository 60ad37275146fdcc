// What the model pages say in words and not in their schemas, one list a model:
// https://api.mindvideo.ai/models/<slug>/docs. Written by hand from the pages.
import { isObject, type Json, type JsonObject, listAt, numberAt, textAt } from "../api/json.ts";

/** A problem in words, or undefined. */
type Rule = (input: JsonObject) => string | undefined;

const RULES: Readonly<Record<string, readonly Rule[]>> = {
  "wan2-7-image": [
    (input) =>
      textAt(input, "prompt")?.trim() || input["image_urls"] ? undefined : "prompt is required without image_urls",
    (input) =>
      (numberAt(input, "n") ?? 1) > 4 && input["enable_sequential"] !== true
        ? "n must be 1-4 unless enable_sequential is true"
        : undefined,
    (input) =>
      input["bbox_list"] !== undefined && listAt(input, "bbox_list").length !== listAt(input, "image_urls").length
        ? "the outer length of bbox_list needs match image_urls"
        : undefined,
    (input) =>
      listAt(input, "color_palette").some((item) => !isObject(item) || !("hex" in item && "ratio" in item))
        ? "each item of color_palette must contain hex and ratio"
        : undefined,
    (input) =>
      input["size"] === undefined || /^(?:\d+:\d+|[12]K|\d+[x*]\d+)$/.test(textAt(input, "size") ?? "")
        ? undefined
        : "size must be an aspect ratio, a preset or a pixel size",
    everyUrl("image_urls", { dataUri: true }),
  ],
  "qwen-image-2-0-pro": [everyUrl("image_urls", { dataUri: false })],
  "gemini-2-5-flash-image-preview-official": [
    (input) =>
      input["mask_url"] !== undefined && input["image_urls"] === undefined
        ? "mask_url must be used with image_urls"
        : undefined,
    everyUrl("image_urls", { dataUri: true }),
    everyUrl("mask_url", { dataUri: true }),
  ],
  "wan2-6-i2v-flash": [everyUrl("image_urls", { dataUri: true }), everyUrl("audio_url", { dataUri: false })],
  "wan2-7-r2v": [
    (input) =>
      input["image_with_roles"] === undefined && input["video_urls"] === undefined
        ? "at least one of image_with_roles or video_urls is required"
        : undefined,
    (input) =>
      listAt(input, "image_with_roles").length + listAt(input, "video_urls").length > 5
        ? "image_with_roles and video_urls combined cannot exceed 5 items"
        : undefined,
    everyUrl("image_with_roles", { dataUri: false }),
    everyUrl("video_urls", { dataUri: false }),
  ],
};

/** Everything a page's prose forbids about this input, in the page's own terms. */
export function proseProblems(model: string, input: JsonObject): readonly string[] {
  return (RULES[model] ?? []).map((rule) => rule(input)).filter((problem) => problem !== undefined);
}

function everyUrl(field: string, { dataUri }: { dataUri: boolean }): Rule {
  return (input) => {
    const single = textAt(input, field);
    const given = single === undefined ? listAt(input, field) : [single];
    const wrong = given.flatMap(urlsOf).find((url) => !isUrl(url, dataUri));
    if (wrong === undefined) return undefined;
    return `${field} must hold public URLs${dataUri ? " or data URIs" : ""}, not ${wrong.slice(0, 60)}`;
  };
}

function urlsOf(item: Json): string[] {
  if (typeof item === "string") return [item];
  return isObject(item) ? ["url", "reference_voice"].flatMap((key) => textAt(item, key) ?? []) : [];
}

function isUrl(url: string, dataUri: boolean): boolean {
  if (url.startsWith("data:")) return dataUri && /^data:[\w.+-]+\/[\w.+-]+;base64,[A-Za-z0-9+/]+=*$/.test(url);
  return /^https?:$/.test(URL.parse(url)?.protocol ?? "");
}
