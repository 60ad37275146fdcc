// The Discord room: a guild of the simulator, kept on the board, and what people do in it.

import type { DiscordSimulator, InteractionHandle, Message, Modal, Person } from "../../discord/simulator.ts";
import type { DiscordAct } from "../../page/board/acts.ts";
import { showMessage } from "../../page/discord/message/show-message.ts";
import type { Board } from "../board.ts";
import { OpenActs } from "../open-acts.ts";
import { Refused } from "../room-host.ts";
import type { RoomHost, Sent, ServedFile } from "../room-host.ts";
import { aboveOf } from "./above.ts";
import { choicesFor, FIRST_RESPONSE_MS } from "./choices-for.ts";
import { showPlace } from "./show-place.ts";
import type { Guild } from "./show-place.ts";

const KINDS = { command: "command", component: "component", modal: "form" } as const;

interface Parts {
  readonly discord: DiscordSimulator;
  readonly guild: Guild;
  readonly board: Board;
}

type Interaction = Omit<InteractionHandle, "acknowledged">;
type Submission = Sent<Extract<DiscordAct, { act: "submit" }>>;

export class DiscordHost implements RoomHost<"discord">, Disposable {
  readonly #parts: Parts;
  readonly #acts: OpenActs;
  readonly #files = new Map<string, ServedFile>();
  readonly #interactions = new Map<string, Interaction>();
  /** By the interaction that was answered with it. */
  readonly #forms = new Map<string, Modal>();
  /** By the interaction that sent a form in: the form. */
  readonly #sentIn = new Map<string, string>();
  readonly #stops: readonly (() => void)[];

  constructor(parts: Parts) {
    const { discord, guild, board } = parts;
    this.#parts = parts;
    this.#acts = new OpenActs(board, "discord.acts");
    this.#stops = [
      discord.on("message", ({ message }) => this.#show(message)),
      discord.on("commands", () => showPlace(board, discord, guild)),
      discord.on("interaction", ({ change, interaction }) =>
        change === "dispatched" ? this.#opened(interaction) : this.#answered(interaction),
      ),
    ];
    showPlace(board, discord, guild);
  }

  file(id: string): ServedFile | undefined {
    return this.#files.get(id);
  }

  act(act: Sent<DiscordAct>): unknown {
    switch (act.act) {
      case "say":
        return void this.#person(act.by).say({ id: act.channel }, act.text);
      case "command":
        return void this.#person(act.by).command({ id: act.channel }, act.name, act.values as OptionValues);
      case "autocomplete":
        return choicesFor(this.#person(act.by), act);
      case "press":
        this.#acts.endFailed({ messageId: act.message });
        return void this.#person(act.by).press({ id: act.message }, act.target, { values: act.chosen });
      case "submit":
        return this.#submit(act);
      case "dismiss":
        this.#acts.end(act.id);
        return this.#closeForm(act.id);
    }
  }

  [Symbol.dispose](): void {
    for (const stop of this.#stops) stop();
    this.#acts.close();
  }

  #show(message: Message): void {
    const { discord, guild, board } = this.#parts;
    const { id, channelId, visibleTo = null } = message;
    if (message.deleted) return board.drop("discord.messages", id);
    for (const { bytes, contentType, filename, id: fileId } of message.attachments) {
      this.#files.set(fileId, { bytes, contentType, name: filename });
    }
    const [interactions, sentIn] = [this.#interactions, this.#sentIn];
    const above = aboveOf(message, { interactions, sentIn, guild, messages: () => discord.messages() });
    board.put("discord.messages", id, { id, channelId, visibleTo, shown: showMessage(message, { urlOf, above }) });
  }

  #opened(interaction: Interaction): void {
    const { id, kind, name, userId: by, channelId, sourceMessageId = null, createdAt: at } = interaction;
    this.#interactions.set(id, interaction);
    // Whoever types into an option waits for its choices where they type.
    if (kind === "autocomplete") return;
    const act = { id, kind: KINDS[kind], name, by, channelId, messageId: sourceMessageId, formId: null, at };
    this.#acts.begin(act, FIRST_RESPONSE_MS);
  }

  #answered({ id, response }: Interaction): void {
    this.#acts.end(id);
    const form = this.#sentIn.get(id);
    if (form !== undefined) this.#closeForm(form);
    if (response?.type !== 9) return;
    const { openedFor, data } = response.modal;
    this.#forms.set(id, response.modal);
    this.#parts.board.put("discord.forms", id, { id, openedFor, data });
  }

  /** The form stays open until the bot has taken it; sent in again, it takes the place of what failed. */
  #submit({ by, form: id, values }: Submission): void {
    const form = this.#forms.get(id);
    if (!form) throw new Refused("That form is not open any more.");
    this.#acts.endFailed({ formId: id });
    const { id: interactionId } = this.#person(by).submit(form, values as FieldValues);
    this.#sentIn.set(interactionId, id);
    this.#acts.belongsTo(interactionId, id);
  }

  #closeForm(id: string): void {
    this.#forms.delete(id);
    this.#parts.board.drop("discord.forms", id);
  }

  #person(id: string): Person {
    const person = this.#parts.guild.people.find((one) => one.id === id);
    if (!person) throw new Refused("Nobody of that name is here.");
    return person;
  }
}

type OptionValues = NonNullable<Parameters<Person["command"]>[2]>;
type FieldValues = Parameters<Person["submit"]>[1];

const urlOf = ({ id, filename }: Message["attachments"][number]): string => `/files/discord/${id}/${filename}`;
