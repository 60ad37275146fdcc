import { MessageFlags } from "discord-api-types/v10";
import type { Planned } from "../api/attachment-plan.ts";
import type { Cdn } from "./cdn.ts";
import { mediaUrls } from "../rules/component-walk.ts";
import type { EventHub } from "../../kit/event-hub.ts";
import type { SimEvent } from "./events.ts";
import type { Attachment, Message, MessageState } from "./message.ts";
import type { Draft } from "../rules/message-rules.ts";
import { MessageStore } from "../../kit/message-store.ts";

/** What a message is from its beginning. */
export type Birth = Pick<Message, "channelId" | "guildId" | "author" | "origin" | "interactionId" | "replyTo"> & {
  /** Set for an ephemeral one: who sees it. */
  readonly visibleTo: string | undefined;
};

interface StoreParts {
  readonly cdn: Cdn;
  readonly events: EventHub<SimEvent>;
  readonly now: () => number;
  readonly newId: () => string;
}

export class DiscordMessages extends MessageStore<MessageState, Message> {
  readonly #parts: StoreParts;

  constructor(parts: StoreParts) {
    const { events, now } = parts;
    super({ now, changed: (change, message) => events.emit({ type: "message", change, message }) });
    this.#parts = parts;
  }

  create(draft: Draft, birth: Birth): Message {
    const id = this.#parts.newId();
    const state = this.#commit(draft, birth);
    return this.add({ ...state, ...birth, ...this.beginning(state, birth), id });
  }

  edit(id: string, draft: Draft): Message {
    const message = this.known(id);
    const state = this.#commit(draft, message);
    const kept = new Set(state.attachments.map((attachment) => attachment.id));
    this.#forget(message.attachments.filter((attachment) => !kept.has(attachment.id)));
    return this.revise(message, state);
  }

  override remove(id: string): void {
    this.#forget(this.known(id).attachments);
    super.remove(id);
  }

  #forget(attachments: readonly Attachment[]): void {
    for (const { id } of attachments) this.#parts.cdn.remove(id);
  }

  #commit(
    { placed, attachments: planned, ...rest }: Draft,
    owner: Pick<Message, "channelId" | "visibleTo">,
  ): MessageState {
    const folder = `${owner.visibleTo === undefined ? "attachments" : "ephemeral-attachments"}/${owner.channelId}`;
    const urls = mediaUrls(rest.components);
    const isV2 = (rest.flags & MessageFlags.IsComponentsV2) !== 0;
    const attachments = planned.map((plan) => {
      const file = this.#file(plan, folder);
      const isPlaced = placed.has(plan.filename) || urls.some((url) => url.includes(`/${file.id}/`));
      return {
        ...file,
        description: plan.description,
        spoiler: plan.spoiler,
        shown: !isV2 || isPlaced,
        placed: isPlaced,
      };
    });
    return { ...rest, attachments };
  }

  #file({ from, filename }: Planned, folder: string): Omit<Attachment, "description" | "spoiler" | "shown" | "placed"> {
    const { cdn, newId } = this.#parts;
    if ("kept" in from) return { ...from.kept, url: cdn.sign(from.kept.id) };
    const file = cdn.store(newId(), folder, { ...from.uploaded, name: filename });
    const { id, contentType, bytes, sha256, width, height } = file;
    return { id, filename, contentType, size: bytes.length, width, height, bytes, sha256, url: cdn.sign(id) };
  }
}
