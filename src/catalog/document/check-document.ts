import type { Acceptance, ModelDocument, Property } from "./document.generated.ts";
import { fileProperties } from "./file-properties.ts";
import { MODEL, MORE, optionName } from "./option-name.ts";

const OPTION_NAME = /^[a-z0-9_-]+$/;

/** Properties named in braces in a sentence. */
export const placeholders = (says: string): readonly string[] =>
  [...says.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");

/** Faults that the document's JSON Schema cannot find, such as names of nothing and names used twice. */
export function documentFaults(document: ModelDocument): readonly string[] {
  return [
    ...unknownProperties(document),
    ...unusableNames(document),
    ...misshapenFiles(document),
    ...openEnds(document),
  ];
}

function unknownProperties({ input, accepts, forms, suggest, rules = [], yields, price }: ModelDocument): string[] {
  const named: [where: string, property: string][] = [
    ...Object.entries({ accepts, forms, suggest }).flatMap(([where, by = {}]) =>
      Object.keys(by).map((name): [string, string] => [where, name]),
    ),
    ...rules.flatMap(({ says }) => placeholders(says).map((name): [string, string] => ["rules", name])),
    ...(yields === undefined ? [] : [["yields", yields] satisfies [string, string]]),
    ...(price.by ?? []).map((name): [string, string] => ["price.by", name]),
    ...(price.units ?? []).map(({ of }): [string, string] => ["price.units", of]),
  ];
  return named
    .filter(([, name]) => !(name in input.properties))
    .map(([where, name]) => `${where}: there is no property ${name}`);
}

function unusableNames(document: ModelDocument): string[] {
  const options = Object.keys(document.input.properties).map(optionName);
  const slots = [...fileProperties(document).values()].flatMap(slotNames);
  const taken = new Set([MODEL, MORE]);
  return [...options, ...slots].flatMap((name) => {
    if (!OPTION_NAME.test(name)) return [`${name} cannot be the name of an option`];
    if (taken.has(name)) return [`two things are called ${name}: a slot can be renamed in accepts`];
    taken.add(name);
    return [];
  });
}

const slotNames = ({ slots, companions = [] }: Acceptance): string[] =>
  [...slots, ...companions.map(({ slot }) => slot)].map(({ name }) => name);

function misshapenFiles(document: ModelDocument): string[] {
  return [...fileProperties(document)].flatMap(([property, acceptance]) => {
    const schema = document.input.properties[property];
    return schema === undefined || canCarry(schema, acceptance)
      ? []
      : [`accepts: ${property} cannot carry files that way`];
  });
}

function canCarry(schema: Property, { field, companions = [] }: Acceptance): boolean {
  const item = schema.type === "array" ? schema.items : schema;
  if (field === undefined) return item?.type === "string" && companions.length === 0;
  const fields = [field, ...companions.map((companion) => companion.field)];
  return schema.type === "array" && fields.every((name) => item?.properties?.[name]?.type === "string");
}

function openEnds({ rules = [], price, takes }: ModelDocument): string[] {
  const faults: string[] = [];
  if (price.rates.at(-1)?.when !== undefined)
    faults.push("price.rates: the last has a `when`, so a request may have no price");
  if (takes.at(-1)?.when !== undefined) faults.push("takes: the last has a `when`, so a request may have no duration");
  for (const { of } of price.units ?? []) {
    if (!price.by?.includes(of)) faults.push(`price.by: ${of} is counted but not in it`);
  }
  for (const { says, must, never } of rules) {
    if ((must === undefined) === (never === undefined))
      faults.push(`rules: "${says}" has to have either must or never`);
  }
  return faults;
}
