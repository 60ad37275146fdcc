import { TerminalError, UserError } from "../domain/errors/errors.ts";
import type { OptionValue, OptionValues } from "../domain/messages/invocation.ts";
import type { JsonObject } from "../domain/json.ts";
import type { Micros } from "../domain/money/money.ts";
import { isVisible } from "../domain/text/visible.ts";
import type { Choice, ModelPage, Option, OptionLimits, Typing } from "../domain/messages/option.ts";
import type { Problem } from "../domain/messages/problem.ts";
import { schemaCompiler } from "./document/compile-schema.ts";
import { requestedResults, expectedDuration, traits, UNKNOWN_DURATION } from "./price/duration.ts";
import type { Duration } from "./price/duration.ts";
import { modelCompiler } from "./document/compile-model.ts";
import type { CompiledModel, Model } from "./document/compile-model.ts";
import { pageOf } from "./options/model-page.ts";
import { MODEL, MORE } from "./document/option-name.ts";
import { fillSlots, seriesOf } from "./options/option-slots.ts";
import { commandOptions, formOptions } from "./options/options.ts";
import { highestPrice, priceKey } from "./price/price.ts";
import { privateFiles } from "./read/private-files.ts";
import { readInput } from "./read/read-input.ts";
import { readLines } from "./read/read-text.ts";
import { sharedFaults } from "./document/shared-faults.ts";
import { spellTyped } from "./spell.ts";
import { suggestions } from "./options/suggest.ts";
import type { Catalog, Reading } from "./catalog.ts";

const UNLIMITED: OptionLimits = {
  options: Infinity,
  choices: Infinity,
  nameChars: Infinity,
  descriptionChars: Infinity,
};

/** @throws TerminalError `catalog.broken` with `detail.model` and `detail.faults` if the documents cannot be used */
export function createCatalog(documents: readonly unknown[]): Catalog {
  const models = documents.map(modelCompiler(schemaCompiler()));
  const faults = sharedFaults(models);
  if (faults.length > 0) throw new TerminalError("catalog.broken", { detail: { model: null, faults } });
  return new ModelCatalog(models, new Set(), UNLIMITED);
}

class ModelCatalog implements Catalog {
  readonly #all: readonly CompiledModel[];
  readonly #off: ReadonlySet<string>;
  readonly #on: ReadonlyMap<string, readonly CompiledModel[]>;
  readonly #options: ReadonlyMap<string, readonly Option[]>;

  readonly limits: OptionLimits;

  constructor(all: readonly CompiledModel[], off: ReadonlySet<string>, limits: OptionLimits) {
    this.#all = all;
    this.#off = off;
    this.limits = limits;
    this.#on = Map.groupBy(all.filter(({ slug }) => !off.has(slug)).toSorted(byPreference), ({ command }) => command);
    this.#options = new Map([...this.#on].map(([command, models]) => [command, commandOptions(models, limits)]));
  }

  get models(): readonly Model[] {
    return [...this.#on.values()].flat();
  }

  forCommand(command: string): readonly CompiledModel[] {
    return this.#on.get(command) ?? [];
  }

  options(command: string): readonly Option[] {
    return this.#options.get(command) ?? [];
  }

  form(command: string, typed: OptionValues): { readonly options: readonly Option[]; readonly values: OptionValues } {
    const values = this.#spread(command, typed);
    const offered = this.forCommand(command);
    const model = offered.find((one) => isNamed(one, values[MODEL])) ?? this.#choose(command, undefined);
    // The form must show which model its options belong to, even if nobody has chosen one yet.
    const named = offered.length > 1 ? { ...values, [MODEL]: model.slug } : values;
    return { options: formOptions(model, offered, this.limits), values: named };
  }

  read(command: string, typed: OptionValues, now: number): Reading {
    const { [MODEL]: wanted, ...own } = this.#spread(command, typed);
    const model = this.#choose(command, wanted);
    const { input, problems, warnings } = readInput(model, own, now);
    if (problems.length > 0) throw invalid(problems);
    return { model, input, warnings, privateFiles: privateFiles(model, own) };
  }

  title(slug: string): string {
    return this.#find(slug)?.title ?? slug;
  }

  requestedCount(slug: string, input: JsonObject): number {
    const model = this.#find(slug);
    return model === undefined ? 1 : requestedResults(model, input);
  }

  duration(slug: string, input: JsonObject): Duration {
    const model = this.#find(slug);
    return model === undefined ? UNKNOWN_DURATION : expectedDuration(model, input);
  }

  traits(slug: string, input: JsonObject): Readonly<Record<string, string | number | boolean>> {
    const model = this.#find(slug);
    return model === undefined ? {} : traits(model, input);
  }

  highestPrice(slug: string, input: JsonObject): Micros {
    return highestPrice(this.#known(slug), input);
  }

  priceKey(slug: string, input: JsonObject): string {
    return priceKey(this.#known(slug), input);
  }

  page(slug: string): ModelPage {
    return pageOf(this.#known(slug));
  }

  suggest(typing: Typing): readonly Choice[] {
    const models = this.forCommand(typing.command);
    // The model may be typed only in part; then the default's values are as good as any.
    const chosen = models.find((model) => isNamed(model, typing.values[MODEL])) ?? models[0];
    return chosen === undefined ? [] : suggestions(typing, chosen, models).slice(0, this.limits.choices);
  }

  readText(command: string, text: string): OptionValues {
    const { values, problems } = readLines(text, this.#textOptions(command));
    if (problems.length > 0) throw invalid(problems);
    return values;
  }

  without(slugs: readonly string[]): Catalog {
    return new ModelCatalog(this.#all, new Set([...this.#off, ...slugs]), this.limits);
  }

  within(limits: OptionLimits): Catalog {
    const faults = longNames(this.#all, limits);
    if (faults.length > 0) throw new TerminalError("catalog.broken", { detail: { faults } });
    return new ModelCatalog(this.#all, this.#off, limits);
  }

  /** Splits the shared `more` text back into options by their own names. */
  #spread(command: string, typed: OptionValues): OptionValues {
    const { [MORE]: more, ...values } = withoutBlanks(typed);
    return more === undefined ? values : { ...this.readText(command, spellTyped(more)), ...values };
  }

  /** Options that a text may name: those of the command, properties without an option of their own, and the model. */
  #textOptions(command: string): readonly Option[] {
    const models = this.forCommand(command);
    const options = this.options(command);
    const known = new Set(options.map(({ name }) => name));
    const hidden = [MODEL, ...models.flatMap((model) => [...model.properties.keys()])].filter(
      (name) => !known.has(name),
    );
    return [...options, ...hidden.map(hiddenOption)];
  }

  #choose(command: string, wanted: OptionValue | undefined): CompiledModel {
    const offered = this.forCommand(command);
    const chosen = wanted === undefined ? offered[0] : offered.find((model) => isNamed(model, wanted));
    if (chosen !== undefined) return chosen;
    const known = this.#all.filter((model) => model.command === command);
    if (known.length === 0) throw new TerminalError("command.unknown", { detail: { command } });
    if (offered.length === 0) throw new UserError("command.off", { detail: { command } });
    const off = known.find((model) => isNamed(model, wanted));
    if (off !== undefined) throw new UserError("model.off", { detail: { model: off.title } });
    const allowed = offered.map(({ slug }) => slug);
    throw invalid([{ kind: "choice", option: MODEL, allowed, got: spellTyped(wanted ?? "") }]);
  }

  #find(slug: string): CompiledModel | undefined {
    return this.#all.find((model) => model.slug === slug);
  }

  #known(slug: string): CompiledModel {
    const model = this.#find(slug);
    if (model === undefined) throw new TerminalError("model.unknown", { detail: { model: slug } });
    return model;
  }
}

/** The declared default first, then the cheapest. */
function byPreference(a: CompiledModel, b: CompiledModel): number {
  const declared = Number(b.document.default ?? false) - Number(a.document.default ?? false);
  return declared || highestPrice(a, {}) - highestPrice(b, {}) || (a.slug < b.slug ? -1 : 1);
}

/** Matches by slug, or by the title that menus show. */
const isNamed = ({ slug, title }: Model, wanted: OptionValue | undefined): boolean =>
  typeof wanted === "string" && [slug, title.toLowerCase()].includes(wanted.trim().toLowerCase());

/** Drops fields that were left empty in a form, or hold nothing that anybody could see: nobody pays for those. */
const withoutBlanks = (values: OptionValues): OptionValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value !== "string" || isVisible(value)));

const hiddenOption = (name: string): Option => ({
  name,
  title: name,
  description: name,
  required: false,
  kind: "text",
  minLength: null,
  maxLength: null,
  multiline: false,
});

const invalid = (problems: readonly Problem[]): UserError => new UserError("request.invalid", { detail: { problems } });

/** Slots count with the highest number that is offered: `image_12` is longer than `image`. */
const longNames = (models: readonly CompiledModel[], { nameChars, options }: OptionLimits): readonly string[] =>
  models.flatMap((model) =>
    [...model.properties.keys(), ...fillSlots(seriesOf([model]), options).map(({ name }) => name)]
      .filter((name) => name.length > nameChars)
      .map((name) => `${model.slug}: ${name} is longer than the ${nameChars} characters of an option's name`),
  );
