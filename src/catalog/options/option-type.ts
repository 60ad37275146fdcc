import type { Option } from "../../domain/messages/option.ts";
import type { Property } from "../document/document.generated.ts";
import type { CompiledModel } from "../document/compile-model.ts";

type Kind<Member> = Member extends unknown ? Omit<Member, "name" | "title" | "description" | "required"> : never;

/** An option's type: everything but its name and description. */
export type OptionType = Kind<Option>;

/** The type that accepts whatever any of these models takes. The chosen model's own limits are checked on arrival. */
export function typeOption(name: string, models: readonly CompiledModel[], maxChoices: number): OptionType {
  const properties = models.map((model) => model.properties.get(name) ?? "");
  const schemas = models.map((model, index) => model.document.input.properties[properties[index] ?? ""] ?? {});
  const menus = models.map((model, index) => menuOf(model, properties[index] ?? ""));
  const [menu] = menus;
  const agree = schemas.every(({ enum: choices }) => choices !== undefined) && new Set(menus.map(String)).size === 1;
  if (agree && menu !== undefined && menu.length <= maxChoices) {
    return { kind: "choice", choices: menu.map((value) => ({ label: value, value })) };
  }
  if (menus.some((one) => one.length > 0)) return { kind: "suggested" };
  if (schemas.every(({ type }) => type === "boolean")) return { kind: "boolean" };
  if (schemas.every(({ type }) => type === "integer")) {
    return { kind: "integer", min: widest(schemas, "minimum", Math.min), max: widest(schemas, "maximum", Math.max) };
  }
  const isText = schemas.every(
    ({ type }, index) => type === "string" && !models[index]?.files.has(properties[index] ?? ""),
  );
  return {
    kind: "text",
    minLength: isText ? widest(schemas, "minLength", Math.min) : null,
    maxLength: isText ? widest(schemas, "maxLength", Math.max) : null,
    multiline: schemas.some((schema) => schema.type === "array" || schema["x-playground"]?.widget === "textarea"),
  };
}

/** Choices for a property: its enum, or what the document suggests for free text. */
export function menuOf(model: CompiledModel, property: string): readonly string[] {
  const { input, suggest } = model.document;
  return input.properties[property]?.enum?.map(String) ?? suggest?.[property] ?? [];
}

/** The loosest of the models' limits; null as soon as one of them has none. */
function widest(
  schemas: readonly Property[],
  limit: "minimum" | "maximum" | "minLength" | "maxLength",
  pick: (...values: number[]) => number,
): number | null {
  const limits = schemas.map((schema) => schema[limit]);
  return limits.includes(undefined) ? null : pick(...limits.filter((value) => value !== undefined));
}
