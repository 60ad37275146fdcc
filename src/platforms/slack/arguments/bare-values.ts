// Values without a name in front of them, as people type those of a page: `/budget set 50 month @mia`.

import type { OptionValue, OptionValues } from "../../../domain/messages/invocation.ts";
import { nearest } from "../../../domain/text/nearest.ts";
import type { Option } from "../../../domain/messages/option.ts";
import type { Problem } from "../../../domain/messages/problem.ts";
import { mentionIn, plain } from "./scanner.ts";
import { fits, valueOf } from "./value.ts";

interface Places {
  readonly values: OptionValues;
  readonly problems: readonly Problem[];
}

/** Names of choices have as many words at most: "this month". */
const CHOICE_WORDS = 4;

/**
 * Each word goes to the first option that takes nothing else than such a word, or else to the first that takes any text;
 * a name from a list can have several words. An option's bare name before a value says which one is meant.
 * @param words Raw.
 * @param named What was said by name already.
 */
export function readBareValues(words: readonly string[], options: readonly Option[], named: OptionValues): Places {
  const values: Record<string, OptionValue> = {};
  const problems: Problem[] = [];
  let open: string | null = null;
  const comesLater = choicesIn(words);
  let at = 0;
  while (at < words.length) {
    const free = options.filter(({ name }) => !(name in named) && !(name in values));
    // As many as an option and its value can have: the time it takes grows with the words, and no faster.
    const rest = words.slice(at, at + 2 + CHOICE_WORDS);
    const found: Found | null = byName(rest, free) ?? byFit(rest, free) ?? byAny(rest, free);
    const text = idOrText(words[at] ?? "");
    if (found !== null) {
      values[found.option.name] = found.value;
      open = found.option.kind === "suggested" ? found.option.name : null;
    } else if (open !== null) {
      const before = values[open];
      values[open] = typeof before === "string" ? `${before} ${text}` : text;
    } else if (options.length > 0) {
      addProblem(problems, problemOf(rest[0] ?? "", { free, options, isChosen: (list) => comesLater(list, at) }));
    }
    at += found?.taken ?? 1;
  }
  return { values, problems };
}

interface Found {
  readonly option: Option;
  readonly value: OptionValue;
  /** How many words it took. */
  readonly taken: number;
}

/** A name of two words can be typed as two: "each member". */
function byName(words: readonly string[], free: readonly Option[]): Found | null {
  const count = optionNamed(words.slice(0, 2), free) === undefined ? 1 : 2;
  const option = optionNamed(words.slice(0, count), free);
  if (option === undefined) return null;
  const rest = words.slice(count);
  const [next] = rest;
  if (option.kind === "boolean" && (next === undefined || !fits(option, next))) {
    return { option, value: true, taken: count };
  }
  const found = next === undefined ? null : (valued(option, next) ?? byFit(rest, [option]) ?? byAny(rest, [option]));
  return found === null ? null : { ...found, taken: found.taken + count };
}

function optionNamed(words: readonly string[], options: readonly Option[]): Option | undefined {
  const typed = words.map(plain).join("_").toLowerCase().replaceAll("-", "_");
  return options.find(({ name }) => name === typed);
}

/** A bare "on" or "off" says which way, once it is said of what. */
const valued = (option: Option, raw: string): Found | null =>
  option.kind === "boolean" ? { option, value: valueOf(option, raw), taken: 1 } : null;

function byFit(words: readonly string[], free: readonly Option[]): Found | null {
  for (let taken = Math.min(CHOICE_WORDS, words.length); taken > 0; taken -= 1) {
    const raw = words.slice(0, taken).join(" ");
    const option = free.find((one) => one.kind !== "boolean" && fits(one, raw));
    if (option !== undefined) return { option, value: valueOf(option, raw), taken };
  }
  return null;
}

function byAny([raw = ""]: readonly string[], free: readonly Option[]): Found | null {
  const option = free.find(({ kind }) => kind === "text" || kind === "suggested");
  return option === undefined ? null : { option, value: idOrText(raw), taken: 1 };
}

/** Inside of a text somebody is known by their ID, which stays the same. */
const idOrText = (raw: string): string => mentionIn(raw)?.id ?? plain(raw);

/** Whether a word of this list stands at this place or later; each list is looked for once. */
function choicesIn(words: readonly string[]): (list: Option, from: number) => boolean {
  const last = new Map<Option, number>();
  return (list, from) => {
    const known =
      last.get(list) ?? words.findLastIndex((_, at) => byFit(words.slice(at, at + CHOICE_WORDS), [list]) !== null);
    last.set(list, known);
    return known >= from;
  };
}

/** So many problems are told; of a page of prose that somebody pasted, nobody reads more. */
export const MOST_PROBLEMS = 20;

/** Words one after the other that are none of a list's are told as one. */
function addProblem(problems: Problem[], next: Problem): void {
  const before = problems.at(-1);
  if (problems.length >= MOST_PROBLEMS) return;
  if (next.kind === "choice" && before?.kind === "choice" && before.option === next.option) {
    problems[problems.length - 1] = { ...before, got: `${before.got} ${next.got}` };
  } else problems.push(next);
}

interface Meant {
  readonly free: readonly Option[];
  readonly options: readonly Option[];
  readonly isChosen: (list: Option) => boolean;
}

/** Of a word that belongs to no option: a name without a value, or what was meant for a list that must be chosen from. */
function problemOf(raw: string, { free, options, isChosen }: Meant): Problem {
  const got = plain(raw);
  const named = optionNamed([raw], free);
  if (named !== undefined) return { kind: "no-value", option: named.name };
  const list = free.find((one) => one.kind === "choice" && one.required);
  if (list?.kind === "choice" && !isChosen(list)) {
    return { kind: "choice", option: list.name, allowed: list.choices.map(({ value }) => value), got };
  }
  const names = options.map(({ name }) => name);
  return { kind: "unknown-option", option: got, nearest: nearest(got, names) };
}
