// The messages. A message stays one object for its whole life; each change adds a revision.
import { MessageFlags } from "discord-api-types/v10";
import type { Planned } from "../api/attachment-plan.ts";
import type { Cdn } from "./cdn.ts";
import { mediaUrls } from "../rules/component-walk.ts";
import type { EventHub } from "./events.ts";
import type { Attachment, Message, MessageState, Revision } from "./message.ts";
import type { Draft } from "../rules/message-rules.ts";
import type { Mutable } from "./state.ts";
import { known } from "./place-store.ts";

/** What a message is from its beginning. */
export type Birth = Pick<Message, "channelId" | "guildId" | "author" | "origin" | "interactionId" | "replyTo"> & {
  /** Set for an ephemeral one: who sees it. */
  readonly visibleTo: string | undefined;
};

interface Stored extends Mutable<Message> {
  revisions: Revision[];
}

interface StoreParts {
  readonly cdn: Cdn;
  readonly events: EventHub;
  readonly now: () => number;
  readonly newId: () => string;
}

export class MessageStore {
  readonly #parts: StoreParts;
  readonly #messages = new Map<string, Stored>();

  constructor(parts: StoreParts) {
    this.#parts = parts;
  }

  all(channelId?: string): readonly Message[] {
    const all = [...this.#messages.values()];
    return channelId === undefined ? all : all.filter((message) => message.channelId === channelId);
  }

  /** Undefined when it was deleted or never there. */
  find(id: string): Message | undefined {
    const message = this.#messages.get(id);
    return message?.deleted ? undefined : message;
  }

  create(draft: Draft, birth: Birth): Message {
    const { events, newId, now } = this.#parts;
    const id = newId();
    const state = this.#commit(draft, birth);
    const at = now();
    const message: Stored = {
      ...state,
      ...birth,
      id,
      createdAt: at,
      editedAt: undefined,
      ephemeral: birth.visibleTo !== undefined,
      revisions: [{ ...state, at }],
      deleted: false,
    };
    this.#messages.set(id, message);
    events.emit({ type: "message", change: "created", message });
    return message;
  }

  edit(id: string, draft: Draft): Message {
    const { cdn, events, now } = this.#parts;
    const message = known(this.#messages, id);
    const state = this.#commit(draft, message);
    const kept = new Set(state.attachments.map((attachment) => attachment.id));
    for (const attachment of message.attachments) if (!kept.has(attachment.id)) cdn.remove(attachment.id);
    const at = now();
    Object.assign(message, state, { editedAt: at });
    message.revisions.push({ ...state, at });
    events.emit({ type: "message", change: "edited", message });
    return message;
  }

  remove(id: string): void {
    const message = known(this.#messages, id);
    for (const attachment of message.attachments) this.#parts.cdn.remove(attachment.id);
    message.deleted = true;
    this.#parts.events.emit({ type: "message", change: "deleted", message });
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
