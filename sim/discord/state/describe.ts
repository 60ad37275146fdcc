import type { Discord } from "./state.ts";
import { textOf } from "../rules/component-walk.ts";
import type { Message } from "./message.ts";

/** What there is, for whoever waited in vain: sessions, channels with their messages, unanswered people, last requests. */
export function describe(discord: Discord): string {
  const { places, messages, interactions, gateway, requests } = discord;
  const sessions = gateway.sessions.map(({ shard, connected }) => `${shard.join("/")} ${connected ? "up" : "lost"}`);
  const channels = [...places.channels.values()].flatMap((channel) => {
    const lines = messages.all(channel.id).map(describeMessage);
    return lines.length === 0 ? [] : [`#${channel.name}`, ...lines];
  });
  const open = interactions.all().filter(({ response }) => !response);
  const last = requests
    .slice(-5)
    .map(({ method, route, status, code }) => `${method} ${route} ${status} ${code ?? ""}`);
  return [
    `sessions: ${sessions.join(", ") || "none"}`,
    ...channels,
    `unanswered: ${open.map(({ kind, name, deliveries }) => `${kind} ${name} (sent ${deliveries}×)`).join(", ") || "none"}`,
    "last requests:",
    ...last,
  ].join("\n");
}

function describeMessage({ id, author, content, components, attachments, ...message }: Message): string {
  const text = [content, ...textOf(components)].join(" ").replaceAll(/\s+/gu, " ").slice(0, 200);
  const files = attachments.map(({ filename, size }) => `${filename} (${size} bytes)`).join(", ");
  const marks = [message.ephemeral && "ephemeral", message.deleted && "deleted"].filter(Boolean).join(", ");
  return `  ${id} ${author.name}${marks && ` [${marks}]`} ×${message.revisions.length}: ${text} ${files}`;
}
