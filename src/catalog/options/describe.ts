import type { Property } from "../document/document.generated.ts";
import { exampleOf } from "../read/file-text.ts";
import { capacity } from "../document/file-properties.ts";
import { countsSeconds } from "../document/compile-model.ts";
import type { CompiledModel } from "../document/compile-model.ts";
import { spell } from "../spell.ts";
import {
  DEFAULT_DEPENDS,
  inSeconds,
  sayAddresses,
  sayDefault,
  sayExample,
  sayNotFor,
  sayOnly,
} from "../../wording/options.ts";

/** Shortens to whole sentences, or to whole words if not even the first sentence fits. */
export function shorten(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  let kept = "";
  for (const sentence of text.split(/(?<=[.!?])\s+/)) {
    const longer = kept === "" ? sentence : `${kept} ${sentence}`;
    if (longer.length > maxChars) break;
    kept = longer;
  }
  if (kept !== "") return kept;
  const head = text.slice(0, maxChars - 1);
  return `${head.slice(0, Math.max(head.lastIndexOf(" "), maxChars / 2)).replace(/[\s,;:.]+$/, "")}…`;
}

interface Having {
  readonly having: readonly CompiledModel[];
  readonly all: readonly CompiledModel[];
}

/**
 * An option's help: how to type it if that is not obvious, else the schema's own words; then its default, and the models
 * that have it.
 * @param having The models that have it, the default first, out of `all`
 * @param maxChars Length that a menu shows
 */
export function describe(name: string, { having, all }: Having, maxChars: number): string {
  const [first] = having;
  const property = first?.properties.get(name) ?? "";
  const schemas = having.map((model) => model.document.input.properties[model.properties.get(name) ?? ""] ?? {});
  const [schema = {}] = schemas;
  const tail = [...defaultNote(schemas), ...modelsNote(having, all)].map((note) => ` ${note}`).join("");
  const lead =
    first === undefined ? name : (howToType(first, property, schema) ?? inItsWords(name, withUnit(first, property)));
  return shorten(lead, Math.max(maxChars - tail.length, maxChars / 2)) + tail;
}

function howToType(model: CompiledModel, property: string, schema: Property): string | null {
  const title = schema.title ?? property;
  const file = model.files.get(property);
  if (file?.field !== undefined) return sayExample(title, exampleOf(file));
  if (file !== undefined && capacity(schema) > 1) return sayAddresses(title);
  const form = model.document.forms?.[property];
  return form === undefined ? null : sayExample(title, form.example);
}

function withUnit(model: CompiledModel, property: string): Property {
  const schema = model.document.input.properties[property] ?? {};
  return countsSeconds(model, property) ? { ...schema, title: inSeconds(schema.title ?? property) } : schema;
}

/** The schema's description, after its title unless the option's name says the same. */
function inItsWords(name: string, schema: Property): string {
  const title = schema.title ?? name;
  const text = schema.description ?? "";
  if (text === "") return `${title}.`;
  const isSaid = plain(title) === plain(name) || text.toLowerCase().startsWith(title.toLowerCase());
  const told = text.replace(/^Optional (?=\w)/, "");
  return isSaid ? told.charAt(0).toUpperCase() + told.slice(1) : `${title}: ${told}`;
}

const plain = (words: string): string => words.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

function defaultNote(schemas: readonly Property[]): string[] {
  const [usual, ...others] = schemas.map((schema) => schema.default);
  if (usual === undefined) return [];
  if (others.some((other) => other !== usual)) return [DEFAULT_DEPENDS];
  return [sayDefault(typeof usual === "boolean" ? usual : spell(usual))];
}

function modelsNote(having: readonly CompiledModel[], all: readonly CompiledModel[]): string[] {
  const [only, ...further] = having;
  const [lacking, ...others] = all.filter((model) => !having.includes(model));
  if (only === undefined || lacking === undefined) return [];
  if (further.length === 0) return [sayOnly(only.title)];
  return others.length === 0 ? [sayNotFor(lacking.title)] : [];
}
