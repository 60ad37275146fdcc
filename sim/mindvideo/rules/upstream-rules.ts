// What the pages allow and the models behind them do not. Such a request is accepted and then fails, free of charge, as
// it does behind a platform that only passes requests on. Only limits that all known sources agree on are here.
import { isObject, type Json, type JsonObject, listAt, numberAt, textAt } from "../api/json.ts";
import type { SimTaskError } from "../tasks/task.ts";

/** Total pixels of wan2.7-image: 768² to 2048², at ratios from 1:8 to 8:1. */
const WAN_PIXELS = { min: 768 ** 2, max: 2048 ** 2 };

/** Why the model itself would refuse this, or undefined. */
export function upstreamRefusal(model: string, input: JsonObject): SimTaskError | undefined {
  const message = refusal(model, input);
  return message === undefined ? undefined : { code: "invalid_parameters", message };
}

function refusal(model: string, input: JsonObject): string | undefined {
  if (model === "wan2-7-r2v") {
    return listAt(input, "video_urls").length > 0 && (numberAt(input, "duration") ?? 5) > 10
      ? "duration must be 2-10 seconds with a reference video"
      : undefined;
  }
  return model === "wan2-7-image" ? wanImageRefusal(input) : undefined;
}

function wanImageRefusal(input: JsonObject): string | undefined {
  const boxes = listAt(input, "bbox_list");
  const palette = listAt(input, "color_palette");
  if (boxes.length > 0 && input["enable_sequential"] === true) return "bbox_list cannot be used in sequential mode";
  if (boxes.some((ofImage) => Array.isArray(ofImage) && ofImage.length > 2)) return "at most 2 boxes an image";
  if (palette.length > 0 && Math.abs(paletteTotal(palette) - 100) > 0.001) {
    return "the ratios of color_palette must sum to 100%";
  }
  const size = /^(\d+)[x*](\d+)$/.exec(textAt(input, "size") ?? "");
  if (size === null) return undefined;
  const [width, height] = [Number(size[1]), Number(size[2])];
  const pixels = width * height;
  const fits = pixels >= WAN_PIXELS.min && pixels <= WAN_PIXELS.max && Math.max(width / height, height / width) <= 8;
  return fits ? undefined : "size must hold 768*768 to 2048*2048 pixels at a ratio of 1:8 to 8:1";
}

function paletteTotal(palette: readonly Json[]): number {
  const ratios = palette.map((colour) => (isObject(colour) ? textAt(colour, "ratio") : undefined) ?? "0");
  return ratios.reduce((sum, ratio) => sum + Number.parseFloat(ratio), 0);
}
