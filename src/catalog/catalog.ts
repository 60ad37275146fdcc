import type { OptionValues } from "../domain/invocation.ts";
import type { JsonObject } from "../domain/json.ts";
import type { Micros } from "../domain/money.ts";
import type { Choice, ModelPage, Option, Typing } from "../domain/option.ts";

export interface Model {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly command: string;
}

/** What was typed, as the API wants it: only what was typed, no defaults added. */
export interface Reading {
  readonly model: Model;
  readonly input: JsonObject;
  /** Sentences for the card: what only some sources say, and so is no reason to refuse. */
  readonly warnings: readonly string[];
}

/** How long a task takes: log-normal, `medianMs` and the deviation of the logarithm. */
export interface Duration {
  readonly medianMs: number;
  readonly sigma: number;
}

/** The models and all that follows from their documents. Pure: it reads no clock and does no I/O. */
export interface Catalog {
  /** Those that are on, by command, the default of a command first. */
  readonly models: readonly Model[];
  /** Also one that is off: a running generation may still need it. Null when there is no such document. */
  model(slug: string): Model | null;
  /** The models of one command that are on, the one that runs when none is typed first. */
  forCommand(command: string): readonly Model[];
  options(command: string): readonly Option[];
  /**
   * @param now Milliseconds since the epoch: an attachment whose link has expired is refused.
   * @throws UserError `request.invalid` with `detail.problems: Problem[]`, all of them; `model.off` with `detail.model`
   */
  read(command: string, values: OptionValues, now: number): Reading;
  // A model is named by its slug. One whose document is gone keeps its running generations alive: its title is the slug,
  // its duration a guess. Only a price cannot be guessed.

  title(slug: string): string;
  /** How many results this request asks for. */
  asked(slug: string, input: JsonObject): number;
  duration(slug: string, input: JsonObject): Duration;
  /** The most this request can cost, as far as the model's document knows. */
  highestPrice(slug: string, input: JsonObject): Micros;
  /** The same for two requests exactly when their price depends on the same values. */
  priceKey(slug: string, input: JsonObject): string;
  page(slug: string): ModelPage;

  /** At most 25, the likeliest first. */
  suggest(typing: Typing): readonly Choice[];
  /**
   * A form's text, `size: 16:9` or `size=16:9` a line each.
   * @throws UserError `request.invalid`
   */
  readText(command: string, text: string): OptionValues;
  /** The same catalog with these models (further ones, if some are already) switched off. */
  without(slugs: readonly string[]): Catalog;
}

// createCatalog(documents: readonly unknown[]): Catalog       in this file
// loadCatalog(dir: string): Promise<Catalog>                  in load.ts
