// What a person typed after a command, in the words of the domain. Pure: it reads a text and nothing else.

import { UserError } from "../../../domain/errors/errors.ts";
import type { OptionValue, OptionValues } from "../../../domain/messages/invocation.ts";
import { nearest } from "../../../domain/text/nearest.ts";
import type { CommandSpec, Option, Subcommand } from "../../../domain/messages/option.ts";
import type { Problem } from "../../../domain/messages/problem.ts";
import { plain, Scanner } from "./scanner.ts";
import type { Name, Piece } from "./scanner.ts";
import { LIMITS } from "../limits.ts";
import { refuseRoles } from "../supported-commands.ts";
import { MOST_PROBLEMS, readBareValues } from "./bare-values.ts";
import { fits, valueOf } from "./value.ts";

export interface ParsedCommand {
  /** With its subcommand: `budget set`. */
  readonly command: string;
  readonly values: OptionValues;
  /** Nothing was typed, or `--form`: the form is wanted, filled in with `values`. */
  readonly wantsForm: boolean;
}

const PROMPT = "prompt";
const MORE = "more";
const FORM = "form";

/**
 * The text after a command, as Slack sends it: flags and `name=value` wherever they stand. Of a generation, the rest is
 * the prompt, letter by letter; of a page, the rest are values in the order of its options, or by what fits where.
 * @param spec One of `offered(...)`.
 * @throws UserError `request.invalid`, all that is wrong at once; `budget.no_roles`
 */
export function readArguments(text: string, spec: CommandSpec): ParsedCommand {
  const max = spec.answer === "card" ? LIMITS.commandChars : LIMITS.pageChars;
  if (text.length > max) {
    const option = spec.answer === "card" ? PROMPT : spec.name;
    throw invalid([{ kind: "length", option, min: null, max, got: text.length }]);
  }
  if (spec.answer === "card") return readGeneration(text.trim(), spec);
  const { command, part, rest } = subcommandIn(text.trim(), spec);
  const reader = new Reader(rest, part, false);
  const words = reader.read().map((word) => word.quoted ?? rest.slice(word.start, word.end));
  for (const problem of reader.problems) if (problem.kind === "unknown-option") refuseRoles(spec.name, problem.option);
  const places = readBareValues(words, part.options, reader.values);
  const values = { ...reader.values, ...places.values };
  const found = [...reader.problems, ...places.problems];
  const isSaid = (name: string): boolean =>
    found.some((problem) => problem.kind === "choice" && problem.option === name);
  const missing = part.options.filter(({ name, required }) => required && !(name in values) && !isSaid(name));
  const problems = [...found, ...missing.map(({ name }) => missingOption(name))];
  if (problems.length > 0) throw invalid(problems);
  return { command, values, wantsForm: false };
}

const missingOption = (option: string): Problem => ({ kind: "required", option });

function readGeneration(text: string, spec: CommandSpec): ParsedCommand {
  const reader = new Reader(text, spec, true);
  const prompt = promptOf(text, reader.read());
  const problems = [...reader.problems];
  const isTwice = prompt !== "" && PROMPT in reader.values;
  if (isTwice) problems.push({ kind: "count", option: PROMPT, min: null, max: 1, got: 2 });
  if (problems.length > 0) throw invalid(problems);
  const values = prompt === "" ? reader.values : { [PROMPT]: prompt, ...reader.values };
  return { command: spec.name, values, wantsForm: reader.wantsForm || text === "" };
}

/** As it was typed, without what is around it. Quotation marks around all of it are not part of it. */
function promptOf(text: string, words: readonly Piece[]): string {
  const [only, ...others] = words;
  if (only !== undefined && only.quoted !== null && others.length === 0) return plain(only.quoted);
  const stretches: { start: number; end: number }[] = [];
  for (const { start, end } of words) {
    const last = stretches.at(-1);
    // Blanks alone between two words: they stand as they were typed.
    if (last !== undefined && text.slice(last.end, start).trim() === "") last.end = end;
    else stretches.push({ start, end });
  }
  return stretches.map(({ start, end }) => plain(text.slice(start, end))).join(" ");
}

interface Chosen {
  readonly command: string;
  readonly part: Subcommand;
  readonly rest: string;
}

/** By its first word; without any it is the first one there is. */
function subcommandIn(text: string, spec: CommandSpec): Chosen {
  const { name, subcommands = [] } = spec;
  const [first] = subcommands;
  if (first === undefined) return { command: name, part: spec, rest: text };
  const [word = ""] = /^\S*/.exec(text) ?? [];
  const typed = word.toLowerCase().replaceAll("_", "-");
  const part = typed === "" ? first : subcommands.find((one) => one.name === typed);
  if (part !== undefined) return { command: `${name} ${part.name}`, part, rest: text.slice(word.length) };
  refuseRoles(name, typed);
  throw invalid([{ kind: "choice", option: name, allowed: subcommands.map((one) => one.name), got: plain(word) }]);
}

/** Takes the flags out of a text, and leaves the words between them. */
class Reader {
  readonly problems: Problem[] = [];
  readonly values: Record<string, OptionValue> = {};
  wantsForm = false;
  readonly #scanner: Scanner;
  readonly #options: ReadonlyMap<string, Option>;
  readonly #hasForm: boolean;
  readonly #near = new Map<string, boolean>();

  constructor(text: string, { options }: Pick<Subcommand, "options">, hasForm: boolean) {
    this.#scanner = new Scanner(text);
    this.#hasForm = hasForm;
    this.#options = new Map(options.map((option) => [option.name, option]));
  }

  read(): readonly Piece[] {
    const words: Piece[] = [];
    while (this.#scanner.next()) {
      const named = this.#scanner.name((name) => this.#isOption(name));
      if (named === null) words.push(this.#scanner.word(false));
      else this.#take(named);
    }
    return words;
  }

  /** Two hyphens always begin an option; a dash or an equals sign may belong to a prompt. */
  #isOption({ name, by }: Name): boolean {
    if (by === "hyphens" || this.#options.has(name) || (by === "dash" && name === FORM && this.#hasForm)) return true;
    return by === "dash" && name.length > 3 && this.#isNear(name);
  }

  /** Looked for once a name: the same word can stand in a text a thousand times. */
  #isNear(name: string): boolean {
    const known = this.#near.get(name) ?? nearest(name, [...this.#options.keys()]) !== null;
    this.#near.set(name, known);
    return known;
  }

  #take({ name, by, hasSign }: Name): void {
    const option = this.#options.get(name) ?? null;
    if (option === null && name === FORM && this.#hasForm) {
      this.wantsForm = true;
      return;
    }
    const raw = this.#value(option, { by, hasSign });
    if (option === null) {
      this.#takeUnknown(name, raw);
    } else if (name in this.values) {
      this.problems.push({ kind: "count", option: name, min: null, max: 1, got: 2 });
    } else if (raw !== null) {
      this.values[name] = valueOf(option, raw);
    } else if (option.kind === "boolean") {
      this.values[name] = true;
    } else {
      this.problems.push({ kind: "no-value", option: name });
    }
  }

  /** An option that found no room among those of its own can be in the text that they share. */
  #takeUnknown(name: string, raw: string | null): void {
    if (this.#options.has(MORE) && raw !== null) {
      const before = this.values[MORE];
      const line = `${name}: ${plain(raw)}`;
      this.values[MORE] = before === undefined ? line : `${spelledText(before)}\n${line}`;
    } else if (this.problems.length < MOST_PROBLEMS) {
      const names = [...this.#options.keys(), ...(this.#hasForm ? [FORM] : [])];
      this.problems.push({ kind: "unknown-option", option: name, nearest: nearest(name, names) });
    }
  }

  /** Null: there is none. A text goes on to the next option, anything else is one word or stands in quotation marks. */
  #value(option: Option | null, { by, hasSign }: Pick<Name, "by" | "hasSign">): string | null {
    if (!this.#scanner.next() || (!hasSign && this.#nextIsName(by))) return null;
    const first = this.#scanner.word(true);
    if (first.quoted !== null) return first.quoted;
    const raw = this.#scanner.raw(first);
    if (option?.kind === "boolean" && !fits(option, raw) && !hasSign) {
      this.#scanner.back(first);
      return null;
    }
    if (option !== null && option.kind !== "text") return raw;
    let { end } = first;
    while (this.#scanner.next() && !this.#nextIsName(by)) end = this.#scanner.word(false).end;
    return this.#scanner.raw({ start: first.start, end });
  }

  /** Inside of a text after a flag, `voice=https://…` belongs to the text: it is said of the picture before it. */
  #nextIsName(by: Name["by"]): boolean {
    const here = this.#scanner.word(false);
    this.#scanner.back(here);
    const isOne = (name: Name): boolean =>
      this.#isOption(name) &&
      !(name.by === "equals" && by !== "equals" && this.#options.get(name.name)?.kind === "file");
    const found = this.#scanner.name(isOne);
    this.#scanner.back(here);
    return found !== null;
  }
}

const spelledText = (value: OptionValue): string => (typeof value === "object" ? value.name : String(value));

const invalid = (problems: readonly Problem[]): UserError => new UserError("request.invalid", { detail: { problems } });
