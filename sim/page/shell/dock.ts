import { h } from "preact";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { State } from "../board/state.ts";
import { Engine } from "../engine/engine.ts";
import { drawSummary } from "../engine/summary.ts";

/** The engine room, folded into one line until somebody wants to see it. */
export function Dock({ state }: { readonly state: State }): ComponentChildren {
  const [isOpen, setOpen] = useState(false);
  return h(
    "section",
    { class: isOpen ? "dock open" : "dock", "aria-label": "Engine room" },
    h(
      "button",
      { type: "button", class: "fold", "aria-expanded": isOpen ? "true" : "false", onClick: () => setOpen(!isOpen) },
      h("strong", null, "Engine room"),
      drawSummary(state),
      h("span", { class: "arrow", "aria-hidden": "true" }, isOpen ? "▾" : "▴"),
    ),
    h("div", { class: "inside" }, h(Engine, { state })),
  );
}
