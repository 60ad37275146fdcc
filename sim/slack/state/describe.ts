import { textOf } from "../rules/block-walk.ts";
import { isObject } from "../../kit/json.ts";
import type { Message } from "./message.ts";
import type { Slack } from "./state.ts";

/** What there is, for whoever waited in vain: sockets, channels with their messages, views, the unanswered, last requests. */
export function describe({ places, messages, interactions, socket, views, requests }: Slack): string {
  const sockets = socket.connections.map(({ id, state }) => `${id} ${state}`);
  const channels = [...places.channels.values()].flatMap((channel) => {
    const lines = messages.all(channel.id).map(describeMessage);
    return lines.length === 0 ? [] : [`#${channel.name}`, ...lines];
  });
  const open = interactions.all().filter(({ response }) => !response);
  const waiting = open.map(
    ({ kind, name, deliveries, failure = "" }) => `${kind} ${name} (sent ${deliveries}×) ${failure}`,
  );
  const last = requests.slice(-5).map(({ method, status, error }) => `${method} ${status} ${error ?? ""}`);
  return [
    `sockets: ${sockets.join(", ") || "none"}`,
    ...channels,
    `views: ${
      views
        .stack()
        .map(({ title, userId }) => `${title} of ${userId}`)
        .join(", ") || "none"
    }`,
    `unanswered: ${waiting.join(", ") || "none"}`,
    "last requests:",
    ...last,
  ].join("\n");
}

function describeMessage({ ts, author, text, blocks, files, ...message }: Message): string {
  const said = [text, ...blocks.flatMap(wordsOf)].join(" ").replaceAll(/\s+/gu, " ").slice(0, 200);
  const shown = files.map(({ name, size }) => `${name} (${size} bytes)`).join(", ");
  const marks = [message.ephemeral && "ephemeral", message.deleted && "deleted"].filter(Boolean).join(", ");
  return `  ${ts} ${author.name}${marks && ` [${marks}]`} ×${message.revisions.length}: ${said} ${shown}`;
}

function wordsOf(block: unknown): readonly string[] {
  if (!isObject(block)) return [];
  const { title, text, elements } = block;
  const inner = Array.isArray(elements) ? elements.flatMap(wordsOf) : [];
  return [title, text].flatMap((value) => (typeof value === "string" ? [value] : (textOf(value) ?? []))).concat(inner);
}
