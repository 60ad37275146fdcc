import { known } from "./known.ts";

/** What becomes of a message, whatever it shows. */
interface Life<State> {
  readonly createdAt: number;
  readonly editedAt: number | undefined;
  readonly ephemeral: boolean;
  /** Every state it was in, the first and the present one included. */
  readonly revisions: readonly (State & { readonly at: number })[];
  readonly deleted: boolean;
}

type Stored<State> = State &
  Life<State> & { readonly id: string; readonly channelId: string; readonly visibleTo: string | undefined };

interface Parts<Message> {
  readonly now: () => number;
  readonly changed: (change: "created" | "edited" | "deleted", message: Message) => void;
}

/** The messages. A message stays one object for its whole life; each change adds a revision. */
export abstract class MessageStore<State extends object, Message extends Stored<State>> {
  readonly #parts: Parts<Message>;
  readonly #messages = new Map<string, Message>();

  constructor(parts: Parts<Message>) {
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

  remove(id: string): void {
    const message = this.known(id);
    Object.assign(message, { deleted: true });
    this.#parts.changed("deleted", message);
  }

  protected known(id: string): Message {
    return known(this.#messages, id);
  }

  protected beginning(state: State, { visibleTo }: Pick<Message, "visibleTo">): Life<State> {
    const at = this.#parts.now();
    return {
      createdAt: at,
      editedAt: undefined,
      ephemeral: visibleTo !== undefined,
      revisions: [{ ...state, at }],
      deleted: false,
    };
  }

  protected add(message: Message): Message {
    this.#messages.set(message.id, message);
    this.#parts.changed("created", message);
    return message;
  }

  protected revise(message: Message, state: State): Message {
    const at = this.#parts.now();
    Object.assign(message, state, { editedAt: at, revisions: [...message.revisions, { ...state, at }] });
    this.#parts.changed("edited", message);
    return message;
  }
}
