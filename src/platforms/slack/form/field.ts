// One option as a field of a form, by what may be entered there. The block carries the option's name and the element what
// kind of value it holds, so that both survive a change of the model.
// https://docs.slack.dev/reference/block-kit/block-elements

import type { types } from "@slack/bolt";
import type { OptionValue } from "../../../domain/messages/invocation.ts";
import type { Choice, Option } from "../../../domain/messages/option.ts";
import { FORM } from "../../../wording/help-and-forms.ts";
import { plainText } from "../draw/message-body.ts";
import { LIMITS } from "../limits.ts";

/** The `action_id` of a field: how what is entered in it is read. */
export type FieldKind = "text" | "integer" | "boolean" | "choice" | "suggested" | "files" | "kept";

/** What a menu gives for an option that is left out. No menu of a model has a value in brackets. */
export const LEFT_OUT = "(default)";

export const spelled = (value: OptionValue | undefined): string => {
  if (value === undefined) return "";
  return typeof value === "object" ? value.name : String(value);
};

/** What the description says beyond the title, which stands above it as the label: "Seed." says nothing. */
export function hintOf({ title, description }: Option): string {
  const rest = description.startsWith(title) ? description.slice(title.length) : description;
  if (rest !== description && !/^[.:,]|^$/.test(rest)) return description;
  const said = rest.replace(/^[.:,]?\s*/, "");
  return said.charAt(0).toUpperCase() + said.slice(1);
}

interface Labels {
  readonly label: string;
  readonly hint: string;
  readonly optional: boolean;
}

export const field = (
  blockId: string,
  { label, hint, optional }: Labels,
  element: types.InputBlock["element"],
): types.InputBlock => ({
  type: "input",
  block_id: blockId,
  label: plainText(label, LIMITS.labelChars),
  ...(hint === "" ? {} : { hint: plainText(hint, LIMITS.labelChars) }),
  optional,
  element,
});

/** Null: it is no single value. What no field of its kind can show stands in a text, where it can be put right. */
export function elementOf(option: Option, value: OptionValue | undefined): types.InputBlock["element"] | null {
  const text = spelled(value);
  switch (option.kind) {
    case "text":
      return textInput(option, text);
    case "integer":
      return numberInput(option, text) ?? textInput(null, text);
    case "boolean":
      return menu("boolean", withDefault(option, ON_OFF), text) ?? textInput(null, text);
    case "choice":
      return menu("choice", withDefault(option, option.choices), text) ?? textInput(null, text);
    case "suggested":
      return completed("suggested", text) ?? textInput(null, text);
    case "file":
    case "member":
    case "role":
    case "channel":
      return null;
  }
}

const ON_OFF: readonly Choice[] = [
  { label: FORM.on, value: "true" },
  { label: FORM.off, value: "false" },
];

/** A menu once used cannot be emptied again, so leaving out is a choice of its own. */
const withDefault = ({ required, name }: Option, choices: readonly Choice[]): readonly Choice[] =>
  required || name === "model" ? choices : [{ label: FORM.leftOut, value: LEFT_OUT }, ...choices];

/**
 * `option` null: of any kind, or a part of a text. What is too long for the option is shown all the same: its own limit is
 * told on arrival.
 */
export function textInput(option: Extract<Option, { kind: "text" }> | null, text: string): types.PlainTextInput {
  const {
    minLength = null,
    maxLength = null,
    multiline = text === "" || text.length > LIMITS.optionChars || text.includes("\n"),
  } = option ?? {};
  const most = Math.max(1, Math.min(LIMITS.textInputChars, Math.max(maxLength ?? Infinity, text.length)));
  return {
    type: "plain_text_input",
    action_id: "text" satisfies FieldKind,
    multiline,
    max_length: most,
    // An empty field is left out rather than too short.
    ...(minLength !== null && minLength > 1 && minLength <= most ? { min_length: minLength } : {}),
    ...(text === "" ? {} : { initial_value: text }),
  };
}

/** Numbers are written as text. One outside of the limits is shown without them: they are told on arrival. */
function numberInput({ min, max }: Extract<Option, { kind: "integer" }>, text: string): types.NumberInput | null {
  if (text !== "" && !/^-?\d{1,15}$/.test(text)) return null;
  const fits = text === "" || (Number(text) >= (min ?? -Infinity) && Number(text) <= (max ?? Infinity));
  return {
    type: "number_input",
    action_id: "integer" satisfies FieldKind,
    is_decimal_allowed: false,
    ...(fits && min !== null ? { min_value: String(min) } : {}),
    ...(fits && max !== null ? { max_value: String(max) } : {}),
    ...(text === "" ? {} : { initial_value: text }),
  };
}

/** Null: a menu cannot hold these, or what is set is none of them. */
function menu(
  kind: FieldKind,
  choices: readonly Choice[],
  text: string,
): types.StaticSelect | types.ExternalSelect | null {
  if (choices.some(({ value }) => value === "" || value.length > LIMITS.optionChars)) return null;
  if (text !== "" && !choices.some(({ value }) => value === text)) return null;
  if (choices.length > LIMITS.selectOptions) return completed(kind, text);
  const options = choices.map(choiceOption);
  const chosen = options.find(({ value }) => value === text);
  return {
    type: "static_select",
    action_id: kind,
    options,
    placeholder: plainText(FORM.leftOut, LIMITS.placeholderChars),
    ...(chosen === undefined ? {} : { initial_option: chosen }),
  };
}

/** Its menu is asked for while typing. Null: a menu cannot hold what is set. */
function completed(kind: FieldKind, text: string): types.ExternalSelect | null {
  if (text.length > LIMITS.optionChars) return null;
  return {
    type: "external_select",
    action_id: kind,
    min_query_length: 0,
    placeholder: plainText(FORM.leftOut, LIMITS.placeholderChars),
    ...(text === "" ? {} : { initial_option: choiceOption({ label: text, value: text }) }),
  };
}

export const choiceOption = ({ label, value }: Choice): types.PlainTextOption => ({
  text: plainText(label, LIMITS.optionChars),
  value,
});
