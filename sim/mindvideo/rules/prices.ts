// The likely true price list, in millionths of a dollar. The pages show one sample cost a model and no currency; the
// figures follow from the upstream's published prices. They are written by hand here, apart from the bot's own, so that
// one misreading cannot pass on both sides.
import type { Model } from "./models.ts";
import { type JsonObject, listAt, numberAt } from "../api/json.ts";

type PriceOf = (input: JsonObject, delivery: Delivery) => number;

export interface Delivery {
  /** Undefined before the task has run: then what was asked for. */
  readonly images?: number;
  /** Seconds of every reference video; one that could not be measured counts in full. */
  readonly referenceSeconds?: readonly number[];
}

/** A reference video is billed for at most so long. */
const BILLED_REFERENCE_SECONDS = 5;
const DEFAULT_SECONDS = 5;

const PRICES: Readonly<Record<string, PriceOf>> = {
  "wan2-7-image": perImage(24_300),
  "qwen-image-2-0-pro": perImage(56_250),
  "gemini-2-5-flash-image-preview-official": perImage(35_100),
  "wan2-6-i2v-flash": (input) => seconds(input) * imageToVideoSecond(input),
  "wan2-7-r2v": (input, delivery) =>
    (seconds(input) + billedReferenceSeconds(input, delivery)) * (input["resolution"] === "720P" ? 73_980 : 123_300),
};

/** What a request costs in micro-dollars. A model without a price of its own is charged a round figure. */
export function priceOf(model: Model, input: JsonObject, delivery: Delivery = {}): number {
  const price = PRICES[model.slug] ?? (model.makes === "videos" ? perSecond(100_000) : perImage(40_000));
  return Math.round(price(input, delivery));
}

function perImage(micros: number): PriceOf {
  return (input, delivery) => micros * (delivery.images ?? imagesAsked(input));
}

function perSecond(micros: number): PriceOf {
  return (input) => micros * seconds(input);
}

export function imagesAsked(input: JsonObject): number {
  return numberAt(input, "n") ?? 1;
}

function seconds(input: JsonObject): number {
  return numberAt(input, "duration") ?? DEFAULT_SECONDS;
}

/** Sound doubles the price; 1080p, the default, is five thirds of 720p. */
function imageToVideoSecond(input: JsonObject): number {
  const silent = input["resolution"] === "720p" ? 18_900 : 31_500;
  return input["audio"] === false ? silent : silent * 2;
}

function billedReferenceSeconds(input: JsonObject, delivery: Delivery): number {
  return listAt(input, "video_urls")
    .map((_, index) => delivery.referenceSeconds?.[index] ?? BILLED_REFERENCE_SECONDS)
    .reduce((sum, length) => sum + Math.min(length, BILLED_REFERENCE_SECONDS), 0);
}
