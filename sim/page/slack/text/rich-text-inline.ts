import { h } from "preact";
import type { ComponentChild } from "preact";
import { asFields, fieldsIn, isSet, lookUp, numberIn, textIn } from "../../payload/fields.ts";
import type { Fields } from "../../payload/fields.ts";
import { drawUnknown } from "../../payload/unknown.ts";
import { isMoment } from "../../payload/clock.ts";
import { linkTarget } from "../../payload/link-target.ts";
import { drawDate, drawLink, drawMention } from "./mark-view.ts";
import type { Viewer } from "../viewer.ts";

type DrawInline = (element: Fields, viewer: Viewer) => ComponentChild | null;

const mention =
  (of: "user" | "channel"): DrawInline =>
  (element, viewer) => {
    const id = textIn(element, `${of}_id`);
    return id === null ? null : drawMention({ of, id }, viewer);
  };

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block#element-types */
const KINDS: Readonly<Record<string, DrawInline>> = {
  text: (element) => textIn(element, "text"),
  link: (element, viewer) => {
    const url = linkTarget(textIn(element, "url") ?? "");
    return url === null ? null : drawLink(url, textIn(element, "text") ?? url, viewer);
  },
  user: mention("user"),
  channel: mention("channel"),
  date: (element, viewer) => {
    const seconds = numberIn(element, "timestamp");
    const format = textIn(element, "format");
    if (seconds === null || format === null || !isMoment(seconds)) return textIn(element, "fallback");
    const url = linkTarget(textIn(element, "url") ?? "");
    return drawDate({ seconds, format, url, fallback: textIn(element, "fallback") ?? "" }, viewer);
  },
};

const STYLES = [
  ["code", "code"],
  ["bold", "strong"],
  ["italic", "em"],
  ["strike", "s"],
  ["underline", "u"],
] as const;

export function drawInline(value: unknown, viewer: Viewer): ComponentChild {
  const element = asFields(value);
  const drawn = element && lookUp(KINDS, element["type"])?.(element, viewer);
  if (!element || drawn === null || drawn === undefined) return drawUnknown("A part of a rich text", value);
  const style = fieldsIn(element, "style") ?? {};
  return STYLES.reduce<ComponentChild>(
    (inner, [name, tag]) => (isSet(style, name) ? h(tag, null, inner) : inner),
    drawn,
  );
}
