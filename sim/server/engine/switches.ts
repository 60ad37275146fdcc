// What can be made to go wrong at MindVideo, until it is switched off again.

import type { Fault, MindVideoSimulator } from "../../mindvideo/simulator.ts";
import { SWITCHES } from "../../page/board/engine.ts";
import type { SwitchName } from "../../page/board/engine.ts";
import type { Board } from "../board.ts";

/** Long enough to kill the bot in the middle, or to lose patience. */
const SLOW = { queuedMs: 10_000, processingMs: 60_000 };
const ALWAYS = { times: Infinity } as const;

const FAULTS: Readonly<Record<Exclude<SwitchName, "slow">, readonly Fault[]>> = {
  fail: [{ on: "task", kind: "fail", ...ALWAYS }],
  refuse: [{ on: "task", kind: "refuse-content", ...ALWAYS }],
  "rate-limit": [
    { on: "create", kind: "rate-limit", retryAfter: 2, ...ALWAYS },
    { on: "get", kind: "rate-limit", retryAfter: 2, ...ALWAYS },
  ],
  // After the request had its effect: only the same key finds the task again (P2).
  drop: [
    { on: "create", kind: "drop", when: "after", ...ALWAYS },
    { on: "get", kind: "drop", when: "after", ...ALWAYS },
  ],
  "no-media": [{ on: "media", kind: "status", status: 503, ...ALWAYS }],
};

export class Switches {
  readonly #mindvideo: MindVideoSimulator;
  readonly #board: Board;
  readonly #pace: MindVideoSimulator["behaviour"]["pace"];
  /** Undoes what is on. */
  readonly #undo = new Map<SwitchName, () => void>();

  constructor(mindvideo: MindVideoSimulator, board: Board) {
    this.#mindvideo = mindvideo;
    this.#board = board;
    this.#pace = mindvideo.behaviour.pace;
    for (const name of Object.keys(SWITCHES)) board.put("engine.switches", name, { on: false });
  }

  turn(name: SwitchName, on: boolean): void {
    if (on === this.#undo.has(name)) return;
    if (on) this.#undo.set(name, this.#do(name));
    else {
      this.#undo.get(name)?.();
      this.#undo.delete(name);
    }
    this.#board.put("engine.switches", name, { on });
  }

  /** Returns what undoes it. */
  #do(name: SwitchName): () => void {
    const { faults } = this.#mindvideo;
    if (name === "slow") {
      this.#mindvideo.behave({ pace: SLOW });
      return () => this.#mindvideo.behave({ pace: this.#pace });
    }
    const undo = FAULTS[name].map((fault) => faults.add(fault));
    return () => {
      for (const remove of undo) remove();
    };
  }
}
