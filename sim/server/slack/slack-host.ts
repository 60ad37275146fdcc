// The Slack room: a workspace of the simulator, kept on the board, and what people do in it.

import { messageBlocks } from "../../slack/state/message-view.ts";
import type { Interaction, Message, Person, SlackSimulator, View } from "../../slack/simulator.ts";
import { ClientRefusal } from "../../slack/simulator.ts";
import { blocksOf } from "../../slack/state/view-store.ts";
import type { SlackAct } from "../../page/board/acts.ts";
import { showMessage, showView } from "../../page/slack/message/show-message.ts";
import type { Board } from "../board.ts";
import { OpenActs } from "../open-acts.ts";
import { Refused } from "../room-host.ts";
import type { RoomHost, Sent, ServedFile } from "../room-host.ts";
import { outcomeOf } from "./outcome.ts";
import { showPlace } from "./show-place.ts";
import type { Team } from "./show-place.ts";

interface Parts {
  readonly slack: SlackSimulator;
  readonly team: Team;
  readonly board: Board;
}

type SlackFile = Message["files"][number];
type Change = "dispatched" | "acknowledged" | "ignored" | "failed";

export class SlackHost implements RoomHost<"slack">, Disposable {
  readonly #parts: Parts;
  readonly #acts: OpenActs;
  /** By person. */
  readonly #directs = new Map<string, string>();
  readonly #stops: readonly (() => void)[];

  constructor(parts: Parts) {
    const { slack, team, board } = parts;
    this.#parts = parts;
    this.#acts = new OpenActs(board, "slack.acts");
    this.#stops = [
      slack.on("message", ({ message }) => this.#show(message)),
      slack.on("view", ({ view }) => this.#showView(view)),
      slack.on("interaction", ({ change, interaction }) => this.#follow(change, interaction)),
    ];
    showPlace(board, team, this.#directs);
  }

  file(id: string): ServedFile | undefined {
    const file = this.#parts.slack.files().find((one) => one.id === id);
    return file && { bytes: file.bytes, contentType: file.mimetype, name: file.name };
  }

  act(act: Sent<SlackAct>): unknown {
    const { slack } = this.#parts;
    switch (act.act) {
      case "say":
        return void this.#person(act.by).say({ id: act.channel }, act.text, threadOf(act.thread));
      case "command":
        return void this.#person(act.by).command({ id: act.channel }, act.name, act.text);
      case "press":
        return this.#press(act);
      case "suggest":
        return this.#person(act.by).autocomplete({ id: act.target }, act.element, act.typed);
      case "submit":
        return outcomeOf(slack, this.#person(act.by).submit({ id: act.view }, act.values as FieldValues));
      case "close":
        return closeView(this.#person(act.by), act.view);
      case "dismiss":
        return this.#acts.end(act.id);
    }
  }

  [Symbol.dispose](): void {
    for (const stop of this.#stops) stop();
    this.#acts.close();
  }

  #show(message: Message): void {
    const { slack, board } = this.#parts;
    const { id, channelId, visibleTo = null } = message;
    if (message.deleted) return board.drop("slack.messages", id);
    this.#noteDirect(channelId);
    const shown = showMessage(message, { urlOf, files: slack.files(), blocks: messageBlocks(message) });
    board.put("slack.messages", id, { id, channelId, visibleTo, shown });
  }

  #showView(view: View): void {
    const { slack, team, board } = this.#parts;
    if (view.kind !== "modal") return;
    if (!view.isOpen) return board.drop("slack.views", view.id);
    const shown = showView(view, team.appName, { urlOf, files: slack.files(), blocks: blocksOf(view) });
    board.put("slack.views", view.id, { openedFor: view.userId, shown });
  }

  #follow(change: Change, { id, kind, name, userId, channelId, viewId, createdAt: at, failure }: Interaction): void {
    // It says whether it is being sent in.
    const view = viewId === undefined ? undefined : this.#parts.slack.views().find((one) => one.id === viewId);
    if (view) this.#showView(view);
    if (kind !== "command" || userId === undefined || channelId === undefined) return;
    const act = { id, kind, name, by: userId, channelId, messageId: null, formId: null, at };
    // Where nobody listens it fails without having been dispatched.
    if (change === "dispatched" || (change === "failed" && !this.#acts.get(id))) this.#acts.begin(act);
    if (change === "acknowledged") this.#acts.end(id);
    else if (change === "failed") this.#acts.fail(id, failure ?? null);
  }

  /** The app opens a direct message when it has something to say there. */
  #noteDirect(channelId: string): void {
    const { slack, team, board } = this.#parts;
    if (team.channels.some(({ id }) => id === channelId)) return;
    const channel = slack.channels.find(({ id, kind }) => id === channelId && kind === "im");
    const person = team.people.find(({ id }) => channel?.members.includes(id));
    if (!person || this.#directs.has(person.id)) return;
    this.#directs.set(person.id, channelId);
    showPlace(board, team, this.#directs);
  }

  async #press({ by, target, element, chosen, filled }: Sent<Extract<SlackAct, { act: "press" }>>) {
    const [person, shown] = [this.#person(by), { id: target }];
    if (Object.keys(filled).length > 0) person.fill(shown, filled as FieldValues);
    await outcomeOf(this.#parts.slack, person.press(shown, element, { values: chosen }));
  }

  #person(id: string): Person {
    const person = this.#parts.team.people.find((one) => one.id === id);
    if (!person) throw new Refused("Nobody of that name is here.");
    return person;
  }
}

type FieldValues = Parameters<Person["fill"]>[1];

const urlOf = ({ id, name }: SlackFile): string => `/files/slack/${id}/${encodeURIComponent(name)}`;

/** The page knows a message by "CHANNEL/TS". */
function threadOf(parent: string | null): { readonly threadTs?: string } {
  const threadTs = parent?.split("/")[1];
  return threadTs === undefined ? {} : { threadTs };
}

/** In another window it may be closed already. */
function closeView(person: Person, id: string): void {
  try {
    person.close({ id });
  } catch (cause) {
    if (!(cause instanceof ClientRefusal)) throw cause;
  }
}
