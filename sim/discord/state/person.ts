import { runAutocomplete, runCommand } from "../acts/command-act.ts";
import { mentionedIn } from "../rules/mentions.ts";
import type { Message } from "./message.ts";
import { ClientRefusal } from "../../kit/client-refusal.ts";
import type { Person } from "./people.ts";
import { pressComponent } from "../acts/press-act.ts";
import type { Discord } from "./state.ts";
import { submitModal } from "../acts/submit-act.ts";
import type { Member } from "./places.ts";

/** A member with hands. */
export function personOf(discord: Discord, member: Member): Person {
  return {
    ...member,
    command: ({ id }, name, ...[values = {}, options = {}]) =>
      runCommand(discord, member, { channelId: id, name, values, options }).handle,
    press: ({ id }, target, options = {}) => pressComponent(discord, member, { messageId: id, target, options }).handle,
    submit: (modal, values, options = {}) => submitModal(discord, member, { modal, values, options }).handle,
    autocomplete: async ({ id }, name, ...[values, focused]) => {
      const typed = { channelId: id, name, values, options: {}, focused };
      const { acknowledged } = runAutocomplete(discord, member, typed).handle;
      const answer = await acknowledged;
      return answer.type === 8 ? answer.choices : [];
    },
    say: ({ id }, content) => say(discord, member, { channelId: id, content }),
  };
}

interface Saying {
  readonly channelId: string;
  readonly content: string;
}

function say(discord: Discord, member: Member, { channelId, content }: Saying): Message {
  const channel = discord.places.channels.get(channelId);
  if (channel?.guildId !== member.guildId) throw new ClientRefusal(`${member.name} is not in that guild`);
  const draft = {
    flags: 0,
    content,
    components: [],
    attachments: [],
    placed: new Set<string>(),
    allowedMentions: undefined,
    mentioned: mentionedIn(content, undefined, "bot"),
  };
  return discord.messages.create(draft, {
    channelId,
    guildId: member.guildId,
    author: { id: member.id, name: member.name, bot: false },
    origin: "person",
    interactionId: undefined,
    replyTo: undefined,
    visibleTo: undefined,
  });
}
