// https://docs.discord.com/developers/resources/message#embed-object

import { h } from "preact";
import type { ComponentChild } from "preact";
import { accent } from "./container.ts";
import { asFields, colourIn, fieldsIn, isSet, listIn, textIn } from "./fields.ts";
import type { Fields } from "./fields.ts";
import { webAddress } from "./markdown-inline.ts";
import { drawLink, Markdown } from "./markdown-view.ts";
import { drawMedia } from "./media.ts";
import { mediaIn } from "./media-file.ts";
import type { DrawContext } from "./draw-context.ts";
import { formatSentAt } from "./timestamp.ts";
import { drawUnknown } from "./unknown.ts";

const PARTS = ["title", "description", "author", "fields", "image", "thumbnail", "footer", "timestamp"];

export function drawEmbed(value: unknown, context: DrawContext): ComponentChild {
  const embed = asFields(value);
  if (embed === null || !PARTS.some((part) => part in embed)) return drawUnknown("An embed", value);
  return h(
    "div",
    { class: "embed", style: accent(colourIn(embed, "color") ?? "var(--border-strong)") },
    drawPicture("thumbnail", embed, context),
    drawAuthor(embed, context),
    drawTitle(embed, context),
    drawText("description", embed, context),
    drawFields(embed, context),
    drawPicture("image", embed, context),
    drawFooter(embed, context),
  );
}

function drawText(key: string, embed: Fields, { viewer }: DrawContext): ComponentChild {
  const text = textIn(embed, key);
  return text === null ? null : h("div", { class: key }, h(Markdown, { text, viewer }));
}

function drawTitle(embed: Fields, { viewer }: DrawContext): ComponentChild {
  const text = textIn(embed, "title");
  if (text === null) return null;
  const url = webAddress(textIn(embed, "url") ?? "");
  const shown = h(Markdown, { text, viewer });
  return h("div", { class: "title" }, url === null ? shown : drawLink(url, shown));
}

function drawPicture(key: "image" | "thumbnail", embed: Fields, { attachments }: DrawContext): ComponentChild {
  const file = mediaIn(embed, key, attachments);
  return file && h("div", { class: key }, drawMedia(file));
}

function drawAuthor(embed: Fields, { attachments }: DrawContext): ComponentChild {
  const author = fieldsIn(embed, "author");
  const name = author && textIn(author, "name");
  if (!name) return null;
  const url = webAddress(textIn(author, "url") ?? "");
  return h("div", { class: "author" }, drawSmallIcon(author, attachments), url === null ? name : drawLink(url, name));
}

function drawSmallIcon(holder: Fields, attachments: DrawContext["attachments"]): ComponentChild {
  const icon = mediaIn({ icon: { url: holder["icon_url"] } }, "icon", attachments);
  return icon && h("img", { class: "small-icon", src: icon.url, alt: "" });
}

function drawFields(embed: Fields, { viewer }: DrawContext): ComponentChild {
  const fields = listIn(embed, "fields") ?? [];
  if (fields.length === 0) return null;
  const drawn = fields.map((value) => {
    const field = asFields(value) ?? {};
    return h(
      "div",
      { class: isSet(field, "inline") ? "field inline" : "field" },
      h("div", { class: "name" }, h(Markdown, { text: textIn(field, "name") ?? "", viewer })),
      h(Markdown, { text: textIn(field, "value") ?? "", viewer }),
    );
  });
  return h("div", { class: "fields" }, drawn);
}

function drawFooter(embed: Fields, { viewer, attachments }: DrawContext): ComponentChild {
  const footer = fieldsIn(embed, "footer");
  const at = Date.parse(textIn(embed, "timestamp") ?? "");
  const parts = [footer && textIn(footer, "text"), Number.isNaN(at) ? null : formatSentAt(at, viewer)];
  const text = parts.filter((part) => part !== null).join(" • ");
  return text === "" ? null : h("div", { class: "footer" }, footer && drawSmallIcon(footer, attachments), text);
}
