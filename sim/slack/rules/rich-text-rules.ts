// https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
import { Fields, type Item } from "./fields.ts";

type Check = (element: Fields) => void;

/** The fields that each inline element needs; every one may have a style. */
const INLINE: Readonly<Record<string, { readonly need: readonly string[]; readonly may?: readonly string[] }>> = {
  text: { need: ["text"] },
  link: { need: ["url"], may: ["text", "unsafe"] },
  user: { need: ["user_id"] },
  channel: { need: ["channel_id"] },
  date: { need: ["format"], may: ["timestamp", "url", "fallback"] },
};

const OUTER: Readonly<Record<string, Check>> = {
  rich_text_section: (section) => {
    section.only("type", "elements");
    for (const item of section.list("elements", { required: true })) checkInline(item);
  },
  rich_text_quote: (quote) => {
    quote.only("type", "elements");
    for (const item of quote.list("elements", { required: true })) checkInline(item);
  },
  rich_text_preformatted: (code) => {
    code.only("type", "elements");
    for (const item of code.list("elements", { required: true })) checkInline(item, ["text", "link"]);
  },
  rich_text_list: (list) => {
    list.only("type", "elements", "style");
    list.choice("style", ["bullet"], true);
    for (const item of list.list("elements", { required: true })) checkOuter(item, ["rich_text_section"]);
  },
};

/** A whole rich_text block. */
export function checkRichText(block: Fields): void {
  block.only("type", "block_id", "elements");
  block.choice("type", ["rich_text"], true);
  for (const item of block.list("elements", { min: 1, required: true })) checkOuter(item, Object.keys(OUTER));
}

function checkOuter(item: Item, allowed: readonly string[]): void {
  const element = Fields.read(item);
  const type = element?.text("type", { required: true });
  if (!element || type === undefined) return;
  if (allowed.includes(type)) OUTER[type]?.(element);
  else element.form.fail(`unsupported type: ${type}`);
}

function checkInline(item: Item, allowed: readonly string[] = Object.keys(INLINE)): void {
  const element = Fields.read(item);
  const type = element?.text("type", { required: true });
  if (!element || type === undefined) return;
  const shape = INLINE[type];
  if (!shape || !allowed.includes(type)) {
    element.form.fail(`unsupported type: ${type}`);
    return;
  }
  element.only("type", "style", ...shape.need, ...(shape.may ?? []));
  for (const key of shape.need) element.text(key, { min: 1, required: true });
}
