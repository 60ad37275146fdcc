// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal
import { ComponentType } from "discord-api-types/v10";
import { Fields, type Item } from "./fields.ts";
import { checkFileTypes } from "./file-types.ts";
import type { Form } from "./form.ts";
import { checkRange, checkSelect } from "./select-rules.ts";
import { Counts } from "./counts.ts";

const T = ComponentType;
const TEXT_CHARS_MAX = 4_000;

export function checkModal(form: Form, data: unknown): void {
  const modal = Fields.read(form, data ?? {});
  if (!modal) return;
  modal.text("custom_id", { min: 1, max: 100, required: true });
  modal.text("title", { min: 1, max: 45, required: true });
  const counts = new Counts(new Set());
  for (const item of modal.list("components", { min: 1, max: 5, required: true }) ?? []) {
    checkPart(counts, item, [T.TextDisplay, T.Label]);
  }
}

function checkPart(counts: Counts, { form, value }: Item, allowed: readonly number[]): void {
  const fields = Fields.read(form, value);
  const type = fields?.integer("type", { required: true });
  if (!fields || type === undefined) return;
  if (!allowed.includes(type)) {
    form.fail("UNION_TYPE_CHOICES", `Value of field "type" must be one of (${allowed.join(", ")},).`);
    return;
  }
  counts.enter(fields);
  CHECKS[type]?.(counts, fields);
}

const CHECKS: Readonly<Record<number, (counts: Counts, fields: Fields) => void>> = {
  [T.TextDisplay]: (_counts, text) => void text.text("content", { min: 1, max: TEXT_CHARS_MAX, required: true }),
  [T.Label]: checkLabel,
  [T.TextInput]: checkTextInput,
  [T.FileUpload]: checkUpload,
  [T.StringSelect]: checkModalSelect,
};

function checkLabel(counts: Counts, label: Fields): void {
  label.text("label", { min: 1, max: 45, required: true });
  label.text("description", { max: 100 });
  if (!label.has("component")) return label.missing("component");
  const child = { form: label.form.at("component"), value: label.raw("component") };
  checkPart(counts, child, [T.TextInput, T.StringSelect, T.FileUpload]);
  const inner = Fields.read(child.form, child.value);
  if (inner?.raw("type") === T.TextInput && inner.has("label")) {
    inner.form.at("label").fail("TEXT_INPUT_LABEL_FORBIDDEN", "A text input inside a label has no label of its own");
  }
}

function checkTextInput(counts: Counts, input: Fields): void {
  counts.customId(input);
  input.choice("style", [1, 2]);
  const min = input.integer("min_length", { min: 0, max: TEXT_CHARS_MAX }) ?? 0;
  const max = input.integer("max_length", { min: 1, max: TEXT_CHARS_MAX }) ?? TEXT_CHARS_MAX;
  input.flag("required");
  input.text("value", { max });
  input.text("placeholder", { max: 100 });
  if (min > max)
    input.form.at("min_length").fail("TEXT_INPUT_MIN_EXCEEDS_MAX", "min_length is greater than max_length");
}

function checkModalSelect(counts: Counts, select: Fields): void {
  if (select.flag("disabled")) {
    select.form.at("disabled").fail("COMPONENT_DISABLED_IN_MODAL", "A form cannot have disabled components");
  }
  checkSelect(counts, select);
  checkRequired(select);
}

function checkUpload(counts: Counts, upload: Fields): void {
  counts.customId(upload);
  checkRange(upload, 10);
  checkRequired(upload);
  checkFileTypes(upload);
}

/** What is required, as everything is by default, cannot ask for nothing. */
function checkRequired(fields: Fields): void {
  const required = fields.flag("required") ?? true;
  if (!required || fields.raw("min_values") !== 0) return;
  const message = "min_values must be at least 1 when the component is required";
  fields.form.at("min_values").fail("COMPONENT_REQUIRED_ZERO_MIN_VALUES", message);
}
