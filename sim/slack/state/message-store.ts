// The messages. A message stays one object for its whole life; each change adds a revision.
import type { EventHub } from "./events.ts";
import type { Ids } from "./ids.ts";
import { isObject } from "../api/json.ts";
import type { Message, MessageState, Revision } from "./message.ts";
import type { Mutable } from "./state.ts";
import { known } from "./place-store.ts";

export type Draft = Omit<MessageState, "brokenFiles">;

/** What a message is from its beginning. */
export type Birth = Pick<
  Message,
  "channelId" | "workspaceId" | "threadTs" | "author" | "origin" | "interactionId" | "visibleTo"
>;

interface Stored extends Mutable<Message> {
  revisions: Revision[];
}

interface StoreParts {
  readonly events: EventHub;
  readonly ids: Ids;
  readonly now: () => number;
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

  at(channelId: string, ts: string): Message | undefined {
    return this.find(`${channelId}/${ts}`);
  }

  create(draft: Draft, birth: Birth): Message {
    const { events, ids, now } = this.#parts;
    const ts = ids.ts();
    const state: MessageState = { ...draft, brokenFiles: [] };
    const at = now();
    const message: Stored = {
      ...state,
      ...birth,
      id: `${birth.channelId}/${ts}`,
      ts,
      createdAt: at,
      editedAt: undefined,
      ephemeral: birth.visibleTo !== undefined,
      revisions: [{ ...state, at }],
      deleted: false,
    };
    this.#messages.set(message.id, message);
    events.emit({ type: "message", change: "created", message });
    return message;
  }

  /**
   * People see "file not found" in an image block that an edit has added, even where the same block would show in a new
   * message: https://github.com/slackapi/node-slack-sdk/issues/2100
   */
  edit(id: string, draft: Draft): Message {
    const { events, now } = this.#parts;
    const message = known(this.#messages, id);
    const before = new Set(shownFiles(message).filter((file) => !message.brokenFiles.includes(file)));
    const brokenFiles = shownFiles(draft).filter((file) => !before.has(file));
    const state: MessageState = { ...draft, brokenFiles };
    const at = now();
    Object.assign(message, state, { editedAt: at });
    message.revisions.push({ ...state, at });
    events.emit({ type: "message", change: "edited", message });
    return message;
  }

  remove(id: string): void {
    const message = known(this.#messages, id);
    message.deleted = true;
    this.#parts.events.emit({ type: "message", change: "deleted", message });
  }
}

/** What image blocks and elements name, by id or URL. */
function shownFiles({ blocks }: Pick<MessageState, "blocks">): readonly string[] {
  return namedFiles(blocks);
}

function namedFiles(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namedFiles);
  if (!isObject(value)) return [];
  const file = value["slack_file"];
  const own = isObject(file) ? [String(file["id"] ?? file["url"])] : [];
  return [...own, ...Object.values(value).flatMap(namedFiles)];
}
