import { h } from "preact";
import type { ComponentChild, ComponentChildren } from "preact";
import { asFields, isSet, textIn } from "../../payload/fields.ts";
import { Marked } from "./mark-view.ts";
import type { Viewer } from "../viewer.ts";

/** A text object; null when it is none. https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
export function drawText(value: unknown, viewer: Viewer, children?: ComponentChildren): ComponentChild | null {
  const object = asFields(value);
  const text = object && textIn(object, "text");
  if (!object || text === null) return null;
  const isPlain = object["type"] === "plain_text";
  const as = isPlain ? "plain" : isSet(object, "verbatim") ? "verbatim" : "mrkdwn";
  return h(Marked, { text, viewer, as }, children);
}
