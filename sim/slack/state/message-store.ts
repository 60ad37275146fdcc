import type { EventHub } from "../../kit/event-hub.ts";
import type { SimEvent } from "./events.ts";
import type { Ids } from "./ids.ts";
import { isObject } from "../../kit/json.ts";
import type { Message, MessageState } from "./message.ts";
import { MessageStore } from "../../kit/message-store.ts";

export type Draft = Omit<MessageState, "brokenFiles">;

/** What a message is from its beginning. */
export type Birth = Pick<
  Message,
  "channelId" | "workspaceId" | "threadTs" | "author" | "origin" | "interactionId" | "visibleTo"
>;

interface StoreParts {
  readonly events: EventHub<SimEvent>;
  readonly ids: Ids;
  readonly now: () => number;
}

export class SlackMessages extends MessageStore<MessageState, Message> {
  readonly #ids: Ids;

  constructor({ events, ids, now }: StoreParts) {
    super({ now, changed: (change, message) => events.emit({ type: "message", change, message }) });
    this.#ids = ids;
  }

  at(channelId: string, ts: string): Message | undefined {
    return this.find(`${channelId}/${ts}`);
  }

  create(draft: Draft, birth: Birth): Message {
    const ts = this.#ids.ts();
    const state: MessageState = { ...draft, brokenFiles: [] };
    return this.add({ ...state, ...birth, ...this.beginning(state, birth), id: `${birth.channelId}/${ts}`, ts });
  }

  /**
   * People see "file not found" in an image block that an edit has added, even where the same block would show in a new
   * message: https://github.com/slackapi/node-slack-sdk/issues/2100
   */
  edit(id: string, draft: Draft): Message {
    const message = this.known(id);
    const before = new Set(shownFiles(message).filter((file) => !message.brokenFiles.includes(file)));
    const brokenFiles = shownFiles(draft).filter((file) => !before.has(file));
    return this.revise(message, { ...draft, brokenFiles });
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
