import type { Acceptance, Slot } from "../document/document.generated.ts";
import type { CompiledModel } from "../document/compile-model.ts";
import type { OptionValue } from "../../domain/messages/invocation.ts";

export type Companion = NonNullable<Acceptance["companions"]>[number];

/** The place of an option in a model's input. */
export type Binding =
  | { readonly kind: "property"; readonly property: string }
  | { readonly kind: "slot"; readonly property: string; readonly slot: Slot; readonly index: number }
  | { readonly kind: "companion"; readonly property: string; readonly companion: Companion; readonly index: number };

/** Option name of a slot's n-th file, counted from 1: `image`, `image_2`, `image_3`, and so on. */
export const slotOption = (slot: string, index: number): string => (index === 1 ? slot : `${slot}_${index}`);

/** Finds an option's place in the input; null if this model has no such option. */
export function bind(model: CompiledModel, option: string): Binding | null {
  const property = model.properties.get(option);
  if (property !== undefined) return { kind: "property", property };
  const [, name = "", number = "1"] = /^(.+?)(?:_(\d+))?$/.exec(option) ?? [];
  const index = Number(number);
  if (slotOption(name, index) !== option) return null;
  for (const [carrier, { slots, companions = [] }] of model.files) {
    const slot = slots.find((candidate) => candidate.name === name);
    if (slot !== undefined && index <= (slot.max ?? Infinity)) return { kind: "slot", property: carrier, slot, index };
    const companion = companions.find((candidate) => candidate.slot.name === name);
    if (companion !== undefined) return { kind: "companion", property: carrier, companion, index };
  }
  return null;
}

/** The option to name for a property for which none was typed: the one that most people would use. */
export function usualOption(model: CompiledModel, property: string): string {
  const [slot] = model.files.get(property)?.slots ?? [];
  if (slot !== undefined) return slot.name;
  for (const [option, bound] of model.properties) if (bound === property) return option;
  return property;
}

/** By property, what was typed for it. */
export type TypedOptions = ReadonlyMap<string, readonly Typed[]>;

/** An option that a person typed, and where it goes. */
export interface Typed {
  readonly option: string;
  readonly value: OptionValue;
  readonly binding: Binding;
}
