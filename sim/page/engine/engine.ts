// The engine room: what happens behind both rooms, and what can be made to go wrong there.

import { h } from "preact";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { EngineAct } from "../board/acts.ts";
import { sendAct } from "../board/send-act.ts";
import { onlyIn } from "../board/state.ts";
import type { State } from "../board/state.ts";
import { BotPanel } from "./bot-panel.ts";
import { RequestList } from "./request-list.ts";
import { SwitchPanel } from "./switch-panel.ts";
import { TaskTable } from "./task-table.ts";

interface EngineProps {
  readonly state: State;
}

export function Engine({ state }: EngineProps): ComponentChildren {
  const [problem, setProblem] = useState<string | null>(null);
  const act = (what: EngineAct): void => {
    setProblem(null);
    sendAct("engine", what).catch((cause: Error) => setProblem(cause.message));
  };
  return h(
    "div",
    { class: "engine" },
    h(
      "div",
      { class: "controls" },
      h(BotPanel, { bot: onlyIn(state, "engine.bot"), onAct: act }),
      h(SwitchPanel, { switches: state["engine.switches"], onAct: act }),
      problem === null ? null : h("p", { class: "problem", role: "alert" }, problem),
    ),
    h(TaskTable, { tasks: state["engine.tasks"] }),
    h(RequestList, { requests: state["engine.requests"] }),
  );
}
