// What a menu lets a person choose.
import { ComponentType } from "discord-api-types/v10";
import { isObject, type JsonObject } from "../../kit/json.ts";
import { ClientRefusal } from "../../kit/client-refusal.ts";
import type { Resolved } from "./resolved.ts";

const T = ComponentType;

/** The chosen values as they go out. Options are named by value or by label, entities by id. */
export function chosenValues(menu: JsonObject, chosen: readonly string[], resolved: Resolved): readonly string[] {
  checkCount(menu, chosen.length);
  if (new Set(chosen).size < chosen.length) throw new ClientRefusal("one cannot be chosen twice");
  return chosen.map((wanted) => {
    const found =
      menu["options"] === undefined ? entity(menu["type"] as ComponentType, wanted, resolved) : option(menu, wanted);
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

function entity(type: ComponentType, id: string, resolved: Resolved): string | undefined {
  const isUser = type === T.UserSelect || type === T.MentionableSelect;
  const isRole = type === T.RoleSelect || type === T.MentionableSelect;
  const found = (isUser && resolved.user(id)) || (isRole && resolved.role(id));
  return found || (type === T.ChannelSelect && resolved.channel(id)) ? id : undefined;
}
