// https://docs.slack.dev/reference/block-kit/blocks/card-block, …/carousel-block, …/alert-block, …/container-block, …/video-block

import { h } from "preact";
import type { ComponentChild } from "preact";
import { asFields, fieldsIn, isSet, listIn, textIn } from "../discord/fields.ts";
import { drawUnknown } from "../discord/unknown.ts";
import { textOf } from "./choice.ts";
import { drawIcon } from "./icon.ts";
import { webTarget } from "./link-target.ts";
import { lookUp } from "./look-up.ts";
import { drawLink, drawPlain } from "./mark-view.ts";
import { drawRichText } from "./rich-text.ts";
import type { Draw } from "./draw-context.ts";
import { drawText } from "./text.ts";

export const drawCard: Draw = (block, { viewer }, inside) => {
  const texts = ["title", "subtitle", "body"].map((key) => ({
    key,
    text: drawText(block[key], viewer),
  }));
  const hero = fieldsIn(block, "hero_image");
  const buttons = listIn(block, "actions") ?? [];
  if (hero === null && buttons.length === 0 && texts.every(({ text }) => text === null)) return null;
  const icon = fieldsIn(block, "icon");
  return h(
    "div",
    { class: "card" },
    hero && h("div", { class: "hero" }, inside.element(hero, block)),
    h(
      "div",
      { class: "words" },
      icon && h("div", { class: "card-icon" }, inside.element(icon, block)),
      h(
        "div",
        null,
        texts.map(({ key, text }) => text && h("div", { class: key }, text)),
      ),
    ),
    buttons.length === 0
      ? null
      : h(
          "div",
          { class: "actions" },
          buttons.map((button) => inside.element(button, block)),
        ),
  );
};

export const drawCarousel: Draw = (block, _, inside) => {
  const elements = listIn(block, "elements");
  if (elements === null) return null;
  return h("div", { class: "carousel", role: "group", tabIndex: 0, "aria-label": "Cards" }, elements.map(inside.block));
};

const LEVELS: Readonly<Record<string, { readonly words: string; readonly icon: ComponentChild }>> = {
  default: { words: "Note", icon: drawIcon("info") },
  info: { words: "Information", icon: drawIcon("info") },
  success: { words: "Success", icon: drawIcon("check") },
  warning: { words: "Warning", icon: drawIcon("warning") },
  error: { words: "Error", icon: drawIcon("warning") },
};

export const drawAlert: Draw = (block, { viewer }) => {
  const text = drawText(block["text"], viewer);
  const level = textIn(block, "level") ?? "default";
  const look = lookUp(LEVELS, level);
  if (text === null || look === undefined) return null;
  return h("div", { class: `alert ${level}` }, h("span", { role: "img", "aria-label": look.words }, look.icon), text);
};

export const drawContainer: Draw = (block, { viewer }, inside) => {
  const blocks = listIn(block, "child_blocks");
  if (blocks === null) return null;
  const title = drawRichText(block["rich_text_title"], viewer) ?? drawText(block["title"], viewer);
  const icon = fieldsIn(block, "icon");
  const subtitle = drawText(block["subtitle"], viewer);
  const head = [icon && inside.element(icon, block), h("span", null, title, subtitle && h("small", null, subtitle))];
  const body = h("div", { class: "blocks" }, blocks.map(inside.block));
  if (!isSet(block, "is_collapsible") || title === null) {
    return h("section", { class: "container" }, title && h("header", null, head), body);
  }
  const open = !isSet(block, "default_collapsed");
  return h("details", { class: "container", open }, h("summary", null, head, drawIcon("down")), body);
};

/** Its page is elsewhere: the picture leads there. */
export const drawVideo: Draw = (block, { viewer }) => {
  const url = webTarget(textIn(block, "title_url") ?? textIn(block, "video_url") ?? "");
  const thumbnail = webTarget(textIn(block, "thumbnail_url") ?? "");
  const title = textOf(block, "title");
  if (url === null || thumbnail === null || title === null) return null;
  const source = [textIn(block, "provider_name"), textIn(block, "author_name")].filter(Boolean).join(" · ");
  const alt = textIn(block, "alt_text") ?? title;
  return h(
    "figure",
    { class: "video" },
    source === "" ? null : h("small", null, source),
    h("figcaption", null, drawLink(url, drawPlain(title, viewer), viewer)),
    drawText(block["description"], viewer),
    h(
      "a",
      { class: "media", href: url, target: "_blank", rel: "noreferrer noopener" },
      h("img", { src: thumbnail, alt, loading: "lazy" }),
      drawIcon("play"),
    ),
  );
};

/** https://docs.slack.dev/reference/block-kit/blocks/context-actions-block */
export const drawContextActions: Draw = (block, _, inside) => {
  const elements = listIn(block, "elements");
  if (elements === null) return null;
  const drawn = elements.flatMap((value) => {
    const element = asFields(value);
    if (element?.["type"] === "icon_button") return [inside.element({ ...element, type: "button" }, block)];
    if (element?.["type"] !== "feedback_buttons") return [drawUnknown("An element", value)];
    return (["positive_button", "negative_button"] as const).map((key) =>
      inside.element({ ...fieldsIn(element, key), type: "button", action_id: element["action_id"] }, block),
    );
  });
  return h("div", { class: "actions small" }, drawn);
};
