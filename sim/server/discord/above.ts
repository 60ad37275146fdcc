import type { InteractionHandle, Message } from "../../discord/simulator.ts";
import type { Above } from "../../page/discord/message/shown-message.ts";
import type { Guild } from "./show-place.ts";

interface Known {
  readonly interactions: ReadonlyMap<string, Omit<InteractionHandle, "acknowledged">>;
  /** By the interaction that sent a form in: the one that opened it. */
  readonly sentIn: ReadonlyMap<string, string>;
  readonly guild: Guild;
  readonly messages: () => readonly Message[];
}

/** The line above a message: the command that it answers, or the message that it replies to. */
export function aboveOf(message: Pick<Message, "interactionId" | "replyTo" | "id">, known: Known): Above | undefined {
  if (message.replyTo !== undefined) return replyTo(message.replyTo, known);
  let interaction = known.interactions.get(message.interactionId ?? "");
  // A form speaks for what opened it.
  while (interaction?.kind === "modal" && interaction.sourceMessageId === undefined) {
    interaction = known.interactions.get(known.sentIn.get(interaction.id) ?? "");
  }
  if (!interaction) return undefined;
  const { kind, name, userId, sourceMessageId } = interaction;
  if (kind !== "command") return sourceMessageId === undefined ? undefined : replyTo(sourceMessageId, known);
  const by = known.guild.people.find(({ id }) => id === userId)?.name ?? "Somebody";
  return { kind: "command", by: { name: by, bot: false }, command: name };
}

function replyTo(id: string, { messages }: Known): Above | undefined {
  const to = messages().find((one) => one.id === id);
  return to && { kind: "reply", to: { name: to.author.name, bot: to.author.bot }, text: to.content };
}
