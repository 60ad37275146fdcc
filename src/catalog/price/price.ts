import type { JsonObject } from "../../domain/json.ts";
import { fromDollars, micros } from "../../domain/money/money.ts";
import type { Micros } from "../../domain/money/money.ts";
import { fillIn, quantity } from "./fill-in.ts";
import type { CompiledModel } from "../document/compile-model.ts";

/** The most a request can cost: an upper guess from the document, held until the API says what it really costs (M1). */
export function highestPrice(model: CompiledModel, input: JsonObject): Micros {
  const { values } = fillIn(model, input);
  const { units } = model.document.price;
  const rate = model.rates.find(({ matches }) => matches(values));
  // The last rate has no condition: check-document.ts refuses a document where it has.
  const each = fromDollars(rate?.dollars ?? 0);
  const count = units?.reduce((total, unit) => total + quantity(values[unit.of]) * (unit.each ?? 1), 0) ?? 1;
  // A fraction of a unit can make a fraction of a micro-dollar: up, and the float's own error away first.
  return micros(Math.ceil(Number((each * count).toFixed(4))));
}

/**
 * Equal for two requests exactly when their price depends on the same values. Assumed values are marked: what a run
 * without `n` really cost says nothing about a run with it.
 */
export function priceKey(model: CompiledModel, input: JsonObject): string {
  const { values, assumed } = fillIn(model, input);
  const parts = (model.document.price.by ?? []).map((property) => {
    const value = values[property];
    // Files and lists count by their number, never by URL.
    const shown = model.files.has(property) || typeof value === "object" ? quantity(value) : (value ?? "");
    return `${property}=${String(shown)}${assumed.has(property) ? "?" : ""}`;
  });
  return [model.slug, ...parts].join(" ");
}
