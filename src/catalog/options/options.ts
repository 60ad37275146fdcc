import type { Choice, Option, OptionLimits } from "../../domain/messages/option.ts";
import { describe, shorten } from "./describe.ts";
import type { Property } from "../document/document.generated.ts";
import type { CompiledModel } from "../document/compile-model.ts";
import { MODEL, MORE } from "../document/option-name.ts";
import { fillSlots, seriesOf, SLOTS_OF_A_FIELD } from "./option-slots.ts";
import { MODEL_TITLE, MORE_TITLE, sayModelOption, sayMoreOptions } from "../../wording/options.ts";
import { typeOption } from "./option-type.ts";

/**
 * The options of a command: the union over its models, so that every property of every schema can be typed. The prompt
 * and the model come first, then one slot for each kind of file, then the rest; further slots fill what is free.
 * Properties that find no slot share one text option.
 * @param models The models switched on, the default first
 * @param limits The platform's limits on options and descriptions
 */
export function commandOptions(models: readonly CompiledModel[], limits: OptionLimits): readonly Option[] {
  if (models.length === 0) return [];
  const series = seriesOf(models);
  const firsts = fillSlots(series, series.length);
  const all = [...modelOption(models, limits.choices), ...propertyOptions(models, limits)].toSorted(byOrder);
  const freeSlots = limits.options - firsts.length;
  const kept = all.length <= freeSlots ? all : all.slice(0, freeSlots - 1);
  const rest = all.slice(kept.length);
  const further = fillSlots(series, limits.options - kept.length - (rest.length > 0 ? 1 : 0)).slice(firsts.length);
  const [before, after] = [kept.filter(({ order }) => order < SLOTS), kept.filter(({ order }) => order >= SLOTS)];
  const options = [...before.map(optionOf), ...firsts, ...after.map(optionOf), ...further];
  return rest.length === 0 ? options : [...options, moreOption(rest.map(optionOf), limits)];
}

/**
 * All options of one model with its own limits, for a form with a field for each. File slots come together, followed by
 * the texts that take URLs.
 * @param offered The models to choose from, the default first
 */
export function formOptions(
  model: CompiledModel,
  offered: readonly CompiledModel[],
  { descriptionChars }: Pick<OptionLimits, "descriptionChars">,
): readonly Option[] {
  const own = propertyOptions([model], { choices: Infinity, descriptionChars });
  const slots = seriesOf([model]).map((one) => ({ ...one, max: Math.min(one.max, SLOTS_OF_A_FIELD) }));
  return [
    ...modelOption(offered, Infinity),
    ...own.filter(({ order }) => order < SLOTS).toSorted(byOrder),
    ...fillSlots(slots, Infinity).map((option) => ({ option })),
    ...own.filter(({ order }) => order === URLS),
    ...own.filter(({ order }) => order > SLOTS && order !== URLS).toSorted(byOrder),
  ].map(optionOf);
}

interface Ranked {
  readonly option: Option;
  readonly order: number;
}

const optionOf = ({ option }: Pick<Ranked, "option">): Option => option;

const byOrder = (a: Ranked, b: Ranked): number => a.order - b.order;

/** Where the slots stand among the ranks of `orderOf`. */
const SLOTS = 3;
/** Properties that take files, as URLs. */
const URLS = 6;

function orderOf({ required }: Option, schema: Property, isFile: boolean): number {
  if (required) return 0;
  if (isFile) return URLS;
  const { advanced = false, widget } = schema["x-playground"] ?? {};
  if (advanced) return 5;
  return widget === "textarea" ? 1 : 4;
}

function modelOption(models: readonly CompiledModel[], maxChoices: number): Ranked[] {
  const [first, ...others] = models;
  if (first === undefined || others.length === 0) return [];
  const choices: Choice[] = models.map(({ title, slug }) => ({ label: title, value: slug }));
  const base = {
    name: MODEL,
    title: MODEL_TITLE,
    description: sayModelOption(first.title),
    required: false,
  };
  const option: Option =
    choices.length > maxChoices ? { ...base, kind: "suggested" } : { ...base, kind: "choice", choices };
  return [{ option, order: 2 }];
}

function propertyOptions(
  models: readonly CompiledModel[],
  { choices, descriptionChars }: Pick<OptionLimits, "choices" | "descriptionChars">,
): Ranked[] {
  const names = new Set(models.flatMap((model) => [...model.properties.keys()]));
  return [...names].map((name) => {
    const having = models.filter((model) => model.properties.has(name));
    const [schema = {}] = having.map((model) => schemaOf(model, name));
    const isFile = having.some((model) => model.files.has(model.properties.get(name) ?? ""));
    const option: Option = {
      name,
      title: schema.title ?? name,
      description: describe(name, { having, all: models }, descriptionChars),
      required: !isFile && models.every((model) => isRequired(model, name)),
      ...typeOption(name, having, choices),
    };
    return { option, order: orderOf(option, schema, isFile) };
  });
}

const schemaOf = (model: CompiledModel, name: string): Property =>
  model.document.input.properties[model.properties.get(name) ?? ""] ?? {};

const isRequired = (model: CompiledModel, name: string): boolean =>
  model.document.input.required?.includes(model.properties.get(name) ?? "") ?? false;

const moreOption = (rest: readonly Option[], { descriptionChars }: OptionLimits): Option => ({
  name: MORE,
  title: MORE_TITLE,
  description: shorten(sayMoreOptions(rest.map(({ name }) => name)), descriptionChars),
  required: false,
  kind: "text",
  minLength: null,
  maxLength: null,
  multiline: true,
});
