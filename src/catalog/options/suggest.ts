import type { Choice, Typing } from "../../domain/messages/option.ts";
import type { CompiledModel } from "../document/compile-model.ts";
import { MODEL } from "../document/option-name.ts";
import { menuOf } from "./option-type.ts";
import { spell } from "../spell.ts";

/** Choices for an option of the model chosen so far, likeliest first: its default, then the schema's own order. */
export function suggestions(
  { option, text }: Typing,
  chosen: CompiledModel,
  models: readonly CompiledModel[],
): readonly Choice[] {
  const choices =
    option === MODEL ? models.map(({ title, slug }) => ({ label: title, value: slug })) : ownChoices(chosen, option);
  const wanted = text.trim().toLowerCase();
  const ranked = choices
    .map((choice) => ({ choice, rank: rankOf(choice, wanted) }))
    .filter(({ rank }) => rank < NO_MATCH)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ choice }) => choice);
  // Nothing matches: all choices are better than an empty menu.
  return ranked.length > 0 ? ranked : choices;
}

function ownChoices(model: CompiledModel, option: string): readonly Choice[] {
  const property = model.properties.get(option);
  if (property === undefined) return [];
  const schema = model.document.input.properties[property];
  const usual = spell(schema?.default);
  const menu = menuOf(model, property);
  const ordered = menu.includes(usual) ? [usual, ...menu.filter((value) => value !== usual)] : menu;
  return ordered.map((value) => ({ label: value === usual ? `${value} (default)` : value, value }));
}

const NO_MATCH = 3;

function rankOf({ label, value }: Choice, wanted: string): number {
  const texts = [value.toLowerCase(), label.toLowerCase()];
  if (texts.includes(wanted)) return 0;
  if (texts.some((text) => text.startsWith(wanted))) return 1;
  return texts.some((text) => text.includes(wanted)) ? 2 : NO_MATCH;
}
