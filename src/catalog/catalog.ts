import type { OptionValues } from "../domain/messages/invocation.ts";
import type { JsonObject } from "../domain/json.ts";
import type { Micros } from "../domain/money/money.ts";
import type { Choice, ModelPage, Option, OptionLimits, Typing } from "../domain/messages/option.ts";
import type { Duration } from "./price/duration.ts";
import type { Model } from "./document/compile-model.ts";
import type { PrivateFile } from "./read/private-files.ts";

/** A command as a request to the API. Holds only what was typed; no defaults are added. */
export interface Reading {
  readonly model: Model;
  readonly input: JsonObject;
  /** Sentences for the card, about limits that not all sources agree on and so refuse nothing. */
  readonly warnings: readonly string[];
  /** Files in the input whose address only the bot can read. */
  readonly privateFiles: readonly PrivateFile[];
}

/** The models and everything derived from their documents. Pure: it reads no clock and does no I/O. */
export interface Catalog {
  /** The models switched on, grouped by command, each command's default first. */
  readonly models: readonly Model[];
  /** The models of one command switched on, its default first. */
  forCommand(command: string): readonly Model[];
  options(command: string): readonly Option[];
  /**
   * Every option of one model, with `values` by these options' names. The model is the one that `values` names, or else
   * the command's default.
   * @throws UserError `command.off` with `detail.command`; `request.invalid`
   */
  form(command: string, values: OptionValues): { readonly options: readonly Option[]; readonly values: OptionValues };
  /**
   * @param now Milliseconds since the epoch: an attachment whose link has expired is refused.
   * @throws UserError `request.invalid` with `detail.problems: Problem[]`, all of them; `model.off` with `detail.model`;
   * `command.off` with `detail.command`: none of its models is on
   */
  read(command: string, values: OptionValues, now: number): Reading;

  // A model is named by its slug. One whose document is gone keeps its running generations alive: its title is the slug,
  // its duration a guess. Only a price cannot be guessed.

  title(slug: string): string;
  /** How many results this request asks for. */
  requestedCount(slug: string, input: JsonObject): number;
  duration(slug: string, input: JsonObject): Duration;
  /** What tells this request from others to the model, for learning durations. Never text that a person wrote. */
  traits(slug: string, input: JsonObject): Readonly<Record<string, string | number | boolean>>;
  /** The most this request can cost, by the model's document. */
  highestPrice(slug: string, input: JsonObject): Micros;
  /** Equal for two requests exactly when their price depends on the same values. */
  priceKey(slug: string, input: JsonObject): string;
  page(slug: string): ModelPage;

  /** The likeliest first, as many as the platform shows. */
  suggest(typing: Typing): readonly Choice[];
  /**
   * Reads a form's text, one option per line: `size: 16:9` or `size=16:9`.
   * @throws UserError `request.invalid`
   */
  readText(command: string, text: string): OptionValues;
  /** This catalog with these models switched off as well. */
  without(slugs: readonly string[]): Catalog;
  /** The platform's limits on options and menus; unlimited until `within` sets them. */
  readonly limits: OptionLimits;
  /**
   * This catalog cut to what a platform can show.
   * @throws TerminalError `catalog.broken`: an option's name is longer than the platform takes
   */
  within(limits: OptionLimits): Catalog;
}
