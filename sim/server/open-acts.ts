import type { OpenAct } from "../page/board/collections.ts";
import type { Board } from "./board.ts";

type Room = "discord.acts" | "slack.acts";

/** What people did in one room and the bot has not answered. What failed stays until somebody has read it. */
export class OpenActs {
  readonly #board: Board;
  readonly #room: Room;
  readonly #open = new Map<string, OpenAct>();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(board: Board, room: Room) {
    this.#board = board;
    this.#room = room;
  }

  get(id: string): OpenAct | undefined {
    return this.#open.get(id);
  }

  /** `failsAfterMs`: where the platform itself does not tell that it has given up. */
  begin(act: Omit<OpenAct, "state" | "failure">, failsAfterMs?: number): void {
    this.#put({ ...act, state: "pending", failure: null });
    if (failsAfterMs !== undefined)
      this.#timers.set(
        act.id,
        setTimeout(() => this.fail(act.id, null), failsAfterMs),
      );
  }

  fail(id: string, failure: string | null): void {
    const act = this.get(id);
    if (act) this.#put({ ...act, state: "failed", failure });
  }

  /** It is about a form. */
  belongsTo(id: string, formId: string): void {
    const act = this.get(id);
    if (act) this.#put({ ...act, formId });
  }

  end(id: string): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.#open.delete(id);
    this.#board.drop(this.#room, id);
  }

  /** What is tried again takes the place of what failed before. */
  endFailed(at: Partial<Pick<OpenAct, "messageId" | "formId">>): void {
    for (const { id, state, messageId, formId } of this.#open.values()) {
      if (state === "failed" && (at.messageId ?? messageId) === messageId && (at.formId ?? formId) === formId) {
        this.end(id);
      }
    }
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #put(act: OpenAct): void {
    this.#open.set(act.id, act);
    this.#board.put(this.#room, act.id, act);
  }
}
