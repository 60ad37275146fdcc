// https://docs.slack.dev/reference/block-kit/composition-objects/text-object
import { Fields, type Item, type LengthRule } from "./fields.ts";

interface TextRule extends LengthRule {
  /** Default: both. */
  readonly only?: "plain_text" | "mrkdwn";
}

const TEXT_CHARS_MAX = 3_000;

export function checkText(fields: Fields, key: string, rule: TextRule = {}): void {
  if (fields.has(key)) checkTextObject(fields.item(key), rule);
  else if (rule.required) fields.missing(key);
}

export function checkTextObject(item: Item, { only, max = TEXT_CHARS_MAX, min = 1 }: TextRule = {}): void {
  const text = Fields.read(item);
  if (!text) return;
  const type = text.choice("type", only ? [only] : ["plain_text", "mrkdwn"], true);
  text.text("text", { min, max, required: true });
  if (type === "plain_text") {
    text.only("type", "text", "emoji");
    text.flag("emoji");
  }
  if (type === "mrkdwn") {
    text.only("type", "text", "verbatim");
    text.flag("verbatim");
  }
}

/** A plain text that must be there. */
export function needPlain(fields: Fields, key: string, max: number): void {
  checkText(fields, key, { only: "plain_text", max, required: true });
}

export function checkPlain(fields: Fields, key: string, max: number): void {
  checkText(fields, key, { only: "plain_text", max });
}
