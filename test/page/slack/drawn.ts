import { h } from "preact";
import type { ComponentChild } from "preact";
import { renderToString } from "preact-render-to-string";
import { drawBlocks } from "../../../sim/page/slack/blocks/blocks.ts";
import { useForm } from "../../../sim/page/slack/form/form.ts";
import { Marked } from "../../../sim/page/slack/text/mark-view.ts";
import { Message } from "../../../sim/page/slack/message/message.ts";
import type { ShownMessage } from "../../../sim/page/slack/message/shown-message.ts";
import { messageOf, viewer } from "./payloads.ts";
import { nastyOf } from "../nasty.ts";

export const html = (drawn: ComponentChild): string => renderToString(h("div", null, drawn)).slice(5, -6);

export const htmlOfText = (text: string, as: "mrkdwn" | "verbatim" | "plain" = "mrkdwn", by = viewer): string =>
  html(h(Marked, { text, viewer: by, as }))
    .replace(/^<div class="[^"]*">/, "")
    .slice(0, -6);

/** What is read of it. Between a time and its AM or PM stands a narrow space. */
export const wordsOf = (drawn: string): string =>
  drawn
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("\u202F", " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");

interface BlocksProps {
  readonly blocks: readonly unknown[];
  readonly pictures: ShownMessage["pictures"];
}

function Blocks({ blocks, pictures }: BlocksProps): ComponentChild {
  return drawBlocks(blocks, { viewer, pictures, form: useForm({ blocks, viewer }) });
}

export const htmlOfBlock = (block: unknown, pictures: ShownMessage["pictures"] = {}): string =>
  html(h(Blocks, { blocks: [block], pictures })).slice('<div class="blocks">'.length, -6);

export const htmlOfMessage = (message: Partial<ShownMessage>): string =>
  html(h(Message, { message: messageOf(message), viewer }));

export const nasty = nastyOf(
  ...Array.from("\\`*_~|<>@#:[]()-+.1 \n\t\"'&/=!^{}"),
  "<!here>",
  "<@U0BO>",
  "<https://x.y/|",
  "<!date^1^{date}|",
  ":tada:",
  "constructor",
  "__proto__",
);
