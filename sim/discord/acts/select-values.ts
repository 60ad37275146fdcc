// What a menu lets a person choose.
import { isObject, type JsonObject } from "../../kit/json.ts";
import { ClientRefusal } from "../../kit/client-refusal.ts";

/** The chosen values as they go out. Options are named by value or by label. */
export function chosenValues(menu: JsonObject, chosen: readonly string[]): readonly string[] {
  checkCount(menu, chosen.length);
  if (new Set(chosen).size < chosen.length) throw new ClientRefusal("one cannot be chosen twice");
  return chosen.map((wanted) => {
    const found = option(menu, wanted);
    if (found === undefined) throw new ClientRefusal(`"${wanted}" is not among the choices`);
    return found;
  });
}

/** `required` speaks in forms alone, where nothing may be chosen if it is false. */
export function checkCount(menu: JsonObject, count: number, fallbackMax = 1): void {
  const min = Number(menu["min_values"] ?? 1);
  const max = Number(menu["max_values"] ?? Math.max(fallbackMax, min));
  if (count === 0 && (menu["required"] === false || min === 0)) return;
  if (count < min || count > max) throw new ClientRefusal(`between ${min} and ${max} must be chosen, not ${count}`);
}

function option(menu: JsonObject, wanted: string): string | undefined {
  const options = Array.isArray(menu["options"]) ? menu["options"].filter(isObject) : [];
  const found = options.find(({ value }) => value === wanted) ?? options.find(({ label }) => label === wanted);
  return typeof found?.["value"] === "string" ? found["value"] : undefined;
}
