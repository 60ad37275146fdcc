import type { Channel, OpenAct, Resident } from "../board/collections.ts";

interface Seeable {
  readonly channelId: string;
  /** Null: everybody in the channel sees it. */
  readonly visibleTo: string | null;
}

/** What one person sees of a channel. */
export const seenBy = <Message extends Seeable>(
  me: Resident,
  { id }: Channel,
  all: { readonly messages: Iterable<Message>; readonly acts: Iterable<OpenAct> },
): { readonly messages: readonly Message[]; readonly acts: readonly OpenAct[] } => ({
  messages: [...all.messages].filter((one) => one.channelId === id && (one.visibleTo ?? me.id) === me.id),
  acts: [...all.acts].filter((one) => one.channelId === id && one.by === me.id),
});
