import type { JsonObject } from "../domain/json.ts";
import type { SharedKeyValueStore } from "../domain/key-value.ts";
import type { Micros } from "../domain/money/money.ts";

/** What requests can cost: learned from the API, or else guessed from the model's document. */
export interface Prices {
  /** The most this request can cost: the highest amount named for these options, or else the document's upper guess. */
  most(model: string, input: JsonObject): Promise<Micros>;
  /** Records an amount that the API named for this request. */
  learn(model: string, input: JsonObject, amount: Micros): Promise<void>;
}

/** The prices in the models' documents. */
export interface PriceList {
  highestPrice(model: string, input: JsonObject): Micros;
  /** Equal for two requests exactly when their price depends on the same values. */
  priceKey(model: string, input: JsonObject): string;
}

/**
 * The highest amount that the API has named for the same price-relevant options replaces the guess, downwards and
 * upwards. The highest, because what a reference clip adds, or how many pictures come back, is not in the options.
 */
export function createPrices(list: PriceList, keyValue: SharedKeyValueStore): Prices {
  const keyOf = (model: string, input: JsonObject): string => `price:${model}:${list.priceKey(model, input)}`;
  return {
    async most(model, input) {
      return (await keyValue.get<Micros>(keyOf(model, input))) ?? list.highestPrice(model, input);
    },
    async learn(model, input, amount) {
      if (amount <= 0) return;
      const key = keyOf(model, input);
      const known = await keyValue.get<Micros>(key);
      if (known !== undefined && amount <= known) return;
      await keyValue.change<Micros>(key, (meanwhile) =>
        meanwhile === undefined || amount > meanwhile ? amount : meanwhile,
      );
    },
  };
}
