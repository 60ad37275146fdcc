import type { ViewOutput } from "@slack/bolt";
import { isFault } from "../../../domain/errors/errors.ts";
import type { UserError } from "../../../domain/errors/errors.ts";
import type { Problem } from "../../../domain/messages/problem.ts";
import type { Text } from "../../../wording/text.ts";
import { sayRefusal } from "../../../wording/refusals/say-refusal.ts";
import { sayProblem } from "../../../wording/refusals/problem.ts";
import { fileGroupOf } from "./file-groups.ts";
import { MODEL_BLOCK } from "./form.ts";
import { wordsOf } from "../draw/rich-text.ts";

/**
 * What is wrong with what was filled in, at its field: for `response_action: "errors"`. What belongs to no field stands at
 * the first one. Null: it is about something else, such as a budget, and is told outside of the form.
 * https://docs.slack.dev/surfaces/modals#displaying_errors
 */
export function errorsOf(error: UserError, view: Pick<ViewOutput, "blocks">): Readonly<Record<string, string>> | null {
  const fields = view.blocks.flatMap(({ type, block_id: id }) => (type === "input" && id !== undefined ? [id] : []));
  const [first] = fields;
  const said = saidOf(error);
  if (first === undefined || said === null) return null;
  const errors = new Map<string, string>();
  for (const { names, text } of said) {
    const field = names.flatMap((name) => fieldOf(name, fields)).at(0) ?? first;
    const before = errors.get(field);
    const sentence = wordsOf(text, { prefix: "" });
    errors.set(field, before === undefined ? sentence : `${before} ${sentence}`);
  }
  return Object.fromEntries(errors);
}

interface Said {
  /** The options that it is about, the likeliest first. */
  readonly names: readonly string[];
  readonly text: Text;
}

/** Null: nothing in the form can put it right. */
function saidOf(error: UserError): readonly Said[] | null {
  if (isFault(error, "request.invalid")) {
    return error.detail.problems.map((problem) => ({ names: namesIn(problem), text: sayProblem(problem) }));
  }
  const names = isFault(error, "model.off")
    ? [MODEL_BLOCK]
    : isFault(error, "file.not_lendable")
      ? error.detail.options
      : [];
  return names.length === 0 ? null : sayRefusal(error).lines.map((text) => ({ names, text }));
}

/** A rule names its options in backticks. */
const namesIn = (problem: Problem): readonly string[] =>
  problem.kind === "rule" ? [...problem.says.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? "") : [problem.option];

/** Files of a group share its field. */
const fieldOf = (name: string, fields: readonly string[]): readonly string[] =>
  [name, fileGroupOf(name)].filter((candidate) => fields.includes(candidate));
