// What may stand in a message, where, and how much of it.
// https://docs.discord.com/developers/components/reference
import { ComponentType } from "discord-api-types/v10";
import { checkButton } from "./button-rules.ts";
import { Fields, type Item } from "./fields.ts";
import type { Form } from "./form.ts";
import { checkFile, checkGallery, checkThumbnail } from "./media-rules.ts";
import { checkSelect } from "./select-rules.ts";
import { Counts } from "./counts.ts";

const T = ComponentType;
const CONTENT = [T.ActionRow, T.Section, T.TextDisplay, T.MediaGallery, T.File] as const;
const LEGACY_ROWS_MAX = 5;
const COMPONENTS_MAX = 40;
const TEXT_CHARS_MAX = 4_000;

/** Answers with the attachments that the components refer to. Without `v2` only action rows may stand on top. */
export function checkComponents(fields: Fields, names: ReadonlySet<string>, v2: boolean): ReadonlySet<string> {
  const counts = new Counts(names);
  const rule = v2 ? {} : { max: LEGACY_ROWS_MAX };
  const allowed = v2 ? [...CONTENT, T.Container] : [T.ActionRow];
  for (const item of fields.list("components", rule) ?? []) checkComponent(counts, item, allowed);
  checkTotals(counts, fields.form.at("components"));
  return counts.referred;
}

function checkTotals(counts: Counts, form: Form): void {
  if (counts.count > COMPONENTS_MAX) {
    const message = `Total number of components exceeds maximum of ${COMPONENTS_MAX}`;
    form.fail("COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message);
  }
  if (counts.textChars > TEXT_CHARS_MAX) {
    const message = `Components displayable text size exceeds maximum size of ${TEXT_CHARS_MAX}`;
    form.fail("COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message);
  }
}

function checkComponent(counts: Counts, item: Item, allowed: readonly number[]): void {
  const fields = Fields.read(item.form, item.value);
  const type = fields?.integer("type", { required: true });
  if (!fields || type === undefined) return;
  if (!allowed.includes(type)) {
    const message = `Value of field "type" must be one of (${allowed.join(", ")},).`;
    fields.form.fail("UNION_TYPE_CHOICES", message);
    return;
  }
  counts.enter(fields);
  CHECKS[type]?.(counts, fields);
}

const CHECKS: Readonly<Record<number, (counts: Counts, fields: Fields) => void>> = {
  [T.ActionRow]: checkRow,
  [T.Button]: checkButton,
  [T.Section]: checkSection,
  [T.TextDisplay]: checkText,
  [T.Thumbnail]: checkThumbnail,
  [T.MediaGallery]: checkGallery,
  [T.File]: checkFile,
  [T.Container]: checkContainer,
  [T.StringSelect]: checkMessageSelect,
};

function checkRow(counts: Counts, row: Fields): void {
  const items = row.list("components", { min: 1, max: 5, required: true }) ?? [];
  for (const item of items) checkComponent(counts, item, [T.Button, T.StringSelect]);
  const selects = items.filter(({ value }) => (value as { type?: unknown } | null)?.type === T.StringSelect);
  if (selects.length > 0 && items.length > 1) {
    row.form.fail("COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A select menu needs an action row of its own");
  }
}

function checkMessageSelect(counts: Counts, select: Fields): void {
  select.flag("disabled");
  checkSelect(counts, select);
}

function checkSection(counts: Counts, section: Fields): void {
  const texts = section.list("components", { min: 1, max: 3, required: true }) ?? [];
  for (const item of texts) checkComponent(counts, item, [T.TextDisplay]);
  if (!section.has("accessory")) section.missing("accessory");
  else {
    const accessory = { form: section.form.at("accessory"), value: section.raw("accessory") };
    checkComponent(counts, accessory, [T.Button, T.Thumbnail]);
  }
}

function checkText(counts: Counts, text: Fields): void {
  counts.textChars += text.text("content", { min: 1, max: TEXT_CHARS_MAX, required: true })?.length ?? 0;
}

function checkContainer(counts: Counts, container: Fields): void {
  container.integer("accent_color", { min: 0, max: 0xffffff });
  container.flag("spoiler");
  const items = container.list("components", { min: 1, required: true }) ?? [];
  for (const item of items) checkComponent(counts, item, CONTENT);
}
