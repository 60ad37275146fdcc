import { h } from "preact";
import type { ComponentChild } from "preact";
import { renderToString } from "preact-render-to-string";
import { drawComponent } from "../../sim/page/discord/components/components.ts";
import { Markdown } from "../../sim/page/discord/markdown/markdown-view.ts";
import { Message } from "../../sim/page/discord/message/message.ts";
import { FLAGS } from "../../sim/page/discord/message/shown-message.ts";
import type { ShownAttachment, ShownMessage } from "../../sim/page/discord/message/shown-message.ts";
import type { Viewer } from "../../sim/page/discord/viewer.ts";
import { nastyOf } from "./nasty.ts";

export const NOW = Date.UTC(2026, 10, 20, 14, 41, 30);

const NAMES: Readonly<Record<string, string>> = { "user 7": "Bo", "role 8": "Artists", "channel 9": "studio" };

export const viewer: Viewer = {
  now: NOW,
  locale: "en-US",
  timeZone: "UTC",
  nameOf: (kind, id) => NAMES[`${kind} ${id}`],
};

const html = (drawn: ComponentChild): string => renderToString(h("div", null, drawn)).slice(5, -6);

export const htmlOfText = (text: string, by = viewer): string => html(h(Markdown, { text, viewer: by })).slice(22, -6);

export const htmlOfComponent = (component: unknown, attachments: readonly ShownAttachment[] = []): string =>
  html(drawComponent(component, { viewer, attachments }));

export const htmlOfMessage = (message: Partial<ShownMessage>): string =>
  html(h(Message, { message: { ...EMPTY, ...message }, viewer }));

const EMPTY: ShownMessage = {
  author: { name: "Atelier", bot: true },
  flags: FLAGS.componentsV2,
  content: "",
  components: [],
  attachments: [],
  createdAt: NOW,
};

export const picture = (filename: string): ShownAttachment => ({
  filename,
  url: `https://cdn.example/${filename}`,
  contentType: "image/png",
  size: 2_048,
});

export const clip = (filename: string): ShownAttachment => ({ ...picture(filename), contentType: "video/mp4" });

export const nasty = nastyOf(
  ...Array.from("\\`*_~|<>@#:[]()-+.1 \n\t\"'&/=!"),
  "@everyone",
  "<@7>",
  "https://x.y/",
  "<t:1:R>",
  "-# ",
);
