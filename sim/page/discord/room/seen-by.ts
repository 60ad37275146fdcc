import type { Channel, DiscordMessage, OpenAct, Resident } from "../../board/collections.ts";
import type { State } from "../../board/state.ts";

interface Seen {
  readonly messages: readonly DiscordMessage[];
  readonly acts: readonly OpenAct[];
}

/** What one person sees of a channel. */
export function seenBy(state: State, me: Resident, { id: channelId }: Channel): Seen {
  const messages = [...state["discord.messages"].values()];
  const acts = [...state["discord.acts"].values()];
  return {
    messages: messages.filter((one) => one.channelId === channelId && (one.visibleTo ?? me.id) === me.id),
    acts: acts.filter((one) => one.channelId === channelId && one.by === me.id),
  };
}
