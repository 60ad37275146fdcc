import { h } from "preact";
import type { ComponentChild } from "preact";
import { SWITCHES } from "../board/engine.ts";
import type { SwitchName } from "../board/engine.ts";
import { onlyIn } from "../board/state.ts";
import type { State } from "../board/state.ts";
import { drawBotState } from "./bot-panel.ts";
import { formatDollars } from "./format.ts";

/** The engine room in one line. */
export function drawSummary(state: State): ComponentChild {
  const bot = onlyIn(state, "engine.bot");
  const tasks = [...state["engine.tasks"].values()];
  const running = tasks.filter(({ status }) => status === "queued" || status === "processing").length;
  const spent = tasks.reduce((sum, { cost }) => sum + (cost ?? 0), 0);
  const trouble = [...state["engine.switches"]]
    .filter(([, { on }]) => on)
    .map(([name]) => SWITCHES[name as SwitchName]);
  return h(
    "span",
    { class: "summary" },
    bot ? h("span", null, "Bot ", drawBotState(bot)) : null,
    h(
      "span",
      null,
      `${tasks.length} ${tasks.length === 1 ? "task" : "tasks"}`,
      running === 0 ? "" : `, ${running} running`,
    ),
    h("span", null, `${formatDollars(spent)} spent`),
    trouble.length === 0 ? null : h("span", { class: "trouble" }, `MindVideo: ${trouble.join(", ").toLowerCase()}`),
  );
}
