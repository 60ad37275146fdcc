// What people see of the simulator's state: a card with the files of its thread, what only one of them sees, and views that
// are no forms.

import type { JsonObject, Message, SlackSimulator, View } from "../../../sim/slack/simulator.ts";
import type { Seen } from "../contract/harness.ts";

export function seenIn(sim: SlackSimulator): readonly Seen[] {
  const there = sim.messages().filter(({ deleted, origin }) => !deleted && origin !== "person" && origin !== "typed");
  const isThreaded = ({ threadTs, channelId }: Message): boolean =>
    there.some((root) => root.channelId === channelId && root.ts === threadTs);
  const messages = there
    .filter((message) => !isThreaded(message))
    .map((message) =>
      seenAs(
        message,
        there.filter(({ threadTs }) => threadTs === message.ts),
      ),
    );
  return [...messages, ...sim.views().filter(isNotice).map(seenView)];
}

function seenAs(message: Message, thread: readonly Message[]): Seen {
  const all = [message, ...thread];
  return {
    id: message.ts,
    text: all.map(textOf).join("\n"),
    files: all.flatMap(({ files }) => files).map(({ name, bytes, altText }) => ({ name, bytes, alt: altText })),
    buttons: buttonsIn(message.blocks),
    onlyFor: message.visibleTo,
    pinged: all.some(pings),
    edits: message.revisions.length - 1,
  };
}

const isNotice = ({ blocks }: View): boolean => blocks.every(({ type }) => type !== "input");

const seenView = (view: View): Seen => ({
  id: view.id,
  text: read(view.blocks),
  files: [],
  buttons: buttonsIn(view.blocks),
  onlyFor: view.userId,
  pinged: false,
  edits: view.updates,
});

/** What stands in a message that draws no blocks is read where there are none, as Slack does. */
export const textOf = ({ text, blocks }: Pick<Message, "text" | "blocks">): string =>
  blocks.length === 0 ? text : read(blocks);

/** Every text of the blocks, top to bottom, with where links lead and which moments are meant. */
function read(value: unknown): string {
  if (Array.isArray(value)) return value.map(read).join("\n");
  if (typeof value !== "object" || value === null) return "";
  const block = value as JsonObject;
  const { type, elements } = block;
  if (type === "button") return "";
  if (type === "rich_text_section" || type === "rich_text_quote" || type === "rich_text_preformatted") {
    return (elements as readonly unknown[]).map(read).join("");
  }
  const own = ["text", "title", "url", "user_id", "timestamp"].flatMap((key) => {
    const part = block[key];
    return typeof part === "string" || typeof part === "number" ? [String(part)] : [];
  });
  const inner = Object.values(block).filter((part) => typeof part === "object" && part !== null);
  return [...own, ...inner.map(read)].filter((part) => part !== "").join(own.length > 0 ? " " : "\n");
}

function buttonsIn(blocks: readonly JsonObject[]): readonly string[] {
  const labels: string[] = [];
  JSON.stringify(blocks, (_, value: unknown) => {
    const { type, text } = (value ?? {}) as { readonly type?: string; readonly text?: { readonly text: string } };
    if (type === "button" && text !== undefined) labels.push(text.text);
    return value;
  });
  return labels;
}

/**
 * Slack notifies those whom a new message names, by markup or by an element of rich text; an edit notifies nobody. What only
 * one person sees is no surprise to them.
 */
function pings({ revisions: [first], ephemeral }: Message): boolean {
  if (first === undefined || ephemeral) return false;
  let found = MENTION.test(first.text);
  JSON.stringify(first.blocks, (_, value: unknown) => {
    const { type, text } = (value ?? {}) as { readonly type?: string; readonly text?: unknown };
    if (type === "user" || type === "usergroup" || type === "broadcast") found = true;
    if (type === "mrkdwn" && typeof text === "string" && MENTION.test(text)) found = true;
    return value;
  });
  return found;
}

const MENTION = /<@[UW]|<!(?!date)/;
