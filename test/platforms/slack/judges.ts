// What the simulator's own judges say of what is drawn: the rules are Slack's, not those of the code that draws.

import type { types } from "@slack/bolt";
import { checkBlocks } from "../../../sim/slack/rules/block-rules.ts";
import { Judge } from "../../../sim/slack/rules/rule-context.ts";
import { Refusal } from "../../../sim/slack/rules/refusal.ts";
import { checkedView } from "../../../sim/slack/rules/view-rules.ts";
import type { MessageBody } from "../../../src/platforms/slack/draw/message-body.ts";

/** As it goes over the wire. */
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const noFile = (): string => "invalid slack file";

/** Everything that Slack would refuse in a message of ours, as an answer, a new one or an edit. */
export function faultsOf({ text, blocks }: MessageBody): readonly string[] {
  const problems = checkBlocks(new Judge("message", [], noFile), sent(blocks) as readonly unknown[]);
  if (text.trim() === "") problems.push("no text above the blocks");
  if (text.length > 4_000) problems.push("msg_too_long");
  const texts = partsOf(blocks).map(({ text: one }) => (typeof one === "string" ? one.length : 0));
  // Not the simulator's to know: https://github.com/slackapi/bolt-js/issues/2867
  if (texts.reduce((all, chars) => all + chars, 0) > 10_000) problems.push("msg_blocks_too_long");
  return problems;
}

/** Everything that Slack would refuse in a view of ours. */
export function faultsIn(view: types.ModalView): readonly string[] {
  try {
    checkedView(sent(view), { kind: "modal", scopes: ["files:read"], probe: noFile });
    return [];
  } catch (error) {
    if (error instanceof Refusal) return (error.body["errors"] as readonly string[] | undefined) ?? [error.message];
    throw error;
  }
}

/** Every object of a drawing that has a type. */
export function partsOf(drawing: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(drawing)) return drawing.flatMap(partsOf);
  if (typeof drawing !== "object" || drawing === null) return [];
  const own = "type" in drawing ? [drawing as Readonly<Record<string, unknown>>] : [];
  return [...own, ...Object.values(drawing).flatMap(partsOf)];
}

/** What can be read in a message, one block a line. */
export function readable({ blocks }: Pick<MessageBody, "blocks">): string {
  return blocks.map((block) => wordsIn(block)).join("\n");
}

function wordsIn(value: unknown): string {
  if (typeof value === "string") return "";
  if (Array.isArray(value)) return value.map(wordsIn).join("");
  if (typeof value !== "object" || value === null) return "";
  const part = value as Readonly<Record<string, unknown>>;
  switch (part["type"]) {
    case "text":
    case "plain_text":
    case "mrkdwn":
    case "link":
      return String(part["text"]);
    case "user":
      return `<@${String(part["user_id"])}>`;
    case "channel":
      return `<#${String(part["channel_id"])}>`;
    case "date":
      return `{${String(part["timestamp"])} ${String(part["format"])}}`;
    case "task_card":
      return String(part["title"]);
    case "rich_text_list":
      return (part["elements"] as readonly unknown[]).map((item) => `• ${wordsIn(item)}`).join("\n");
    case "button":
      return `[${wordsIn(part["text"])}]`;
    default:
      return Object.values(part).map(wordsIn).join("");
  }
}
