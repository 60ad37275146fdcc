// The older kind of what a message holds. https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments

import { h } from "preact";
import type { ComponentChild } from "preact";
import { asFields, listIn, textIn } from "../discord/fields.ts";
import type { Fields } from "../discord/fields.ts";
import { drawUnknown } from "../discord/unknown.ts";
import { drawBlocks } from "./blocks.ts";
import { webTarget } from "./link-target.ts";
import { lookUp } from "./look-up.ts";
import { drawLink, Marked } from "./mark-view.ts";
import type { DrawContext } from "./draw-context.ts";
import type { Viewer } from "./viewer.ts";

const PARTS = ["pretext", "author_name", "title", "text", "fields", "image_url", "footer", "blocks", "fallback"];

const COLOURS: Readonly<Record<string, string>> = {
  good: "#2eb67d",
  warning: "#ecb22e",
  danger: "#e01e5a",
};

export function drawAttachment(value: unknown, context: DrawContext): ComponentChild {
  const attachment = asFields(value);
  if (attachment === null || !PARTS.some((part) => part in attachment)) return drawUnknown("An attachment", value);
  const { viewer } = context;
  return [
    drawText("pretext", attachment, viewer),
    h(
      "div",
      { class: "attachment", style: { "--bar": colourOf(attachment) } },
      drawText("author_name", attachment, viewer),
      drawTitle(attachment, viewer),
      drawText("text", attachment, viewer),
      drawFields(attachment, viewer),
      drawPicture(attachment),
      drawText("footer", attachment, viewer),
      drawBlocks(listIn(attachment, "blocks") ?? [], context),
    ),
  ];
}

function drawText(key: string, attachment: Fields, viewer: Viewer): ComponentChild {
  const text = textIn(attachment, key);
  return text === null ? null : h("div", { class: key }, h(Marked, { text, viewer, as: "mrkdwn" }));
}

function drawTitle(attachment: Fields, viewer: Viewer): ComponentChild {
  const text = textIn(attachment, "title");
  if (text === null) return null;
  const url = webTarget(textIn(attachment, "title_link") ?? "");
  const shown = h(Marked, { text, viewer, as: "mrkdwn" });
  return h("div", { class: "title" }, url === null ? shown : drawLink(url, shown, viewer));
}

function drawFields(attachment: Fields, viewer: Viewer): ComponentChild {
  const fields = listIn(attachment, "fields") ?? [];
  if (fields.length === 0) return null;
  const drawn = fields.map((value) => {
    const field = asFields(value) ?? {};
    return h("div", null, drawText("title", field, viewer), drawText("value", field, viewer));
  });
  return h("div", { class: "fields" }, drawn);
}

function drawPicture(attachment: Fields): ComponentChild {
  const url = webTarget(textIn(attachment, "image_url") ?? "");
  return (
    url &&
    h("img", {
      class: "picture",
      src: url,
      alt: textIn(attachment, "fallback") ?? "Picture",
      loading: "lazy",
    })
  );
}

function colourOf(attachment: Fields): string {
  const colour = textIn(attachment, "color") ?? "";
  const hex = /^#?([0-9a-f]{6})$/i.exec(colour)?.[1];
  return lookUp(COLOURS, colour) ?? (hex === undefined ? "var(--border-strong)" : `#${hex}`);
}
