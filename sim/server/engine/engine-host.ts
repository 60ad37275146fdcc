import type { KeptBot } from "../../bot/kept-bot.ts";
import type { BotState } from "../../bot/kept-bot.ts";
import type { EngineAct } from "../../page/board/acts.ts";
import { ONLY } from "../../page/board/collections.ts";
import { SWITCHES } from "../../page/board/engine.ts";
import type { Board } from "../board.ts";
import { Refused } from "../room-host.ts";
import type { Switches } from "./switches.ts";

/** Long enough to be seen: nobody answers in the meantime. */
const DEAD_MS = 1_500;

/** What visitors do in the engine room. */
export async function actInEngine(
  { bot, switches }: { bot: KeptBot; switches: Switches },
  act: EngineAct,
): Promise<void> {
  switch (act.act) {
    case "switch":
      if (!Object.hasOwn(SWITCHES, act.name)) throw new Refused("There is no such switch.");
      return switches.turn(act.name, act.on);
    case "kill":
      return await bot.kill();
    case "start":
      return bot.start();
    case "restart":
      await bot.kill();
      setTimeout(() => bot.start(), DEAD_MS);
  }
}

/** Counts how often it was started. */
export function showBot(board: Board): (state: BotState) => void {
  let starts = 0;
  return (state) => {
    if (state.kind === "starting") starts += 1;
    board.put(
      "engine.bot",
      ONLY,
      state.kind === "ended" ? { ...state, starts, how: String(state.how) } : { ...state, starts },
    );
  };
}
