// What was wrong with a request, in sentences that name the option as it was typed and what is allowed instead.

import { quoted } from "../quoted.ts";
import type { Problem } from "../../domain/messages/problem.ts";
import { code, fromDocument, listed, say } from "../text.ts";
import type { Text } from "../text.ts";

/** Longer lists help nobody; completion while typing shows them all. */
const MOST_CHOICES = 12;

export function sayProblem(problem: Problem): Text {
  switch (problem.kind) {
    case "required":
      return say`${code(problem.option)} is missing.`;
    case "not-offered":
      return say`${code(problem.option)} is not an option of ${problem.model}. Leave it out, or choose another model.`;
    case "unknown-option":
      return problem.nearest === null
        ? say`There is no option ${code(problem.option)}.`
        : say`There is no option ${code(problem.option)}. Did you mean ${code(problem.nearest)}?`;
    case "needs":
      return say`${code(problem.option)} needs ${code(problem.needs)} beside it.`;
    case "no-value":
      return say`${code(problem.option)} needs a value after it.`;
    case "not-whole":
      return say`${code(problem.option)} must be a whole number.`;
    case "range":
      return say`${code(problem.option)} must be ${between(problem)}${problem.unit === undefined ? "" : ` ${problem.unit}`}.`;
    case "length":
      return say`${code(problem.option)} must be ${between(problem)} characters long. It has ${problem.got}.`;
    case "choice":
      return say`${code(problem.option)} cannot be ${quoted(problem.got)}. Choose ${choices(problem.allowed)}.`;
    case "count":
      return say`${code(problem.option)} takes ${between(problem)} entries. It has ${problem.got}.`;
    case "form":
      return say`${code(problem.option)} could not be read. Write it like this: ${code(problem.example)}`;
    case "url":
      return say`${code(problem.option)} must be a web address that starts with ${code("https://")}, not ${quoted(problem.got)}.`;
    case "file-kind":
    case "file-bytes":
    case "file-pixels":
    case "file-ratio":
    case "file-seconds":
    case "file-expired":
      return sayFileProblem(problem);
    case "rule":
      return fromDocument(problem.says);
  }
}

function sayFileProblem(problem: Extract<Problem, { kind: `file-${string}` }>): Text {
  const option = code(problem.option);
  switch (problem.kind) {
    case "file-kind":
      return say`${option} takes ${orList(problem.allowed)}. This file is ${problem.got}.`;
    case "file-bytes":
      return say`${option} can be at most ${size(problem.maxBytes)}. This file has ${size(problem.gotBytes)}.`;
    case "file-pixels":
      return say`${option} must be ${problem.min} to ${problem.max} pixels on each side. This file has ${problem.got}.`;
    case "file-ratio":
      return say`${option} can be at most ${problem.max} times as long as it is wide, either way. This file is ${problem.got}.`;
    case "file-seconds":
      return say`${option} must last ${problem.min} to ${problem.max} seconds. This file lasts ${Number(problem.got.toFixed(1))}.`;
    case "file-expired":
      return say`The file for ${option} is no longer available. Attach it again.`;
  }
}

interface Range {
  readonly min: number | null;
  readonly max: number | null;
}

function between({ min, max }: Range): string {
  if (min !== null && max !== null) return min === max ? `exactly ${min}` : `between ${min} and ${max}`;
  if (max !== null) return `at most ${max}`;
  return min === null ? "something else" : `at least ${min}`;
}

function choices(allowed: readonly string[]): Text {
  const shown = allowed.slice(0, MOST_CHOICES).map(code);
  const more = allowed.length - shown.length;
  return more > 0 ? [...listed([...shown, `one of ${more} more`], "or")] : listed(shown, "or");
}

const orList = (words: readonly string[]): Text => listed(words, "or");

/** As file managers write it. */
function size(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${Number((bytes / 1024 / 1024).toFixed(1))} MB`;
}
