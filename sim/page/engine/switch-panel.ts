import { h } from "preact";
import type { ComponentChildren } from "preact";
import type { EngineAct } from "../board/acts.ts";
import { SWITCHES } from "../board/engine.ts";
import type { ShownSwitch, SwitchName } from "../board/engine.ts";

interface SwitchPanelProps {
  readonly switches: ReadonlyMap<string, ShownSwitch>;
  readonly onAct: (act: EngineAct) => void;
}

const HELP: Readonly<Record<SwitchName, string>> = {
  slow: "Every task takes a minute and more",
  fail: "Every new task fails",
  refuse: "Every new prompt is refused",
  "rate-limit": "Every request is answered with 429",
  drop: "Every connection ends without an answer",
  "no-media": "Results cannot be downloaded",
};

/** What MindVideo does until it is switched off again. */
export const SwitchPanel = ({ switches, onAct }: SwitchPanelProps): ComponentChildren =>
  h(
    "section",
    { class: "panel switches", "aria-label": "Trouble at MindVideo" },
    h("h3", null, "Make MindVideo…"),
    h(
      "div",
      { class: "buttons" },
      (Object.keys(SWITCHES) as SwitchName[]).map((name) => {
        const on = switches.get(name)?.on ?? false;
        return h(
          "button",
          {
            type: "button",
            role: "switch",
            key: name,
            "aria-checked": on ? "true" : "false",
            title: HELP[name],
            onClick: () => onAct({ act: "switch", name, on: !on }),
          },
          SWITCHES[name],
        );
      }),
    ),
  );
