import { h } from "preact";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { ShownRequest } from "../board/engine.ts";
import { formatTime } from "./format.ts";

interface RequestListProps {
  readonly requests: ReadonlyMap<string, ShownRequest>;
}

const WIRES = {
  all: "All",
  discord: "Discord",
  slack: "Slack",
  mindvideo: "MindVideo",
} as const;

type Wire = keyof typeof WIRES;

const IS_ON: Readonly<Record<ShownRequest["to"], Wire>> = {
  discord: "discord",
  gateway: "discord",
  slack: "slack",
  socket: "slack",
  mindvideo: "mindvideo",
};

const NAMES = { discord: "REST", gateway: "gateway", slack: "Web API", socket: "socket", mindvideo: "API" } as const;

/** What went over the wires last, the newest first. */
export function RequestList({ requests }: RequestListProps): ComponentChildren {
  const [wire, setWire] = useState<Wire>("all");
  const shown = [...requests].filter(([, { to }]) => wire === "all" || IS_ON[to] === wire).toReversed();
  return h(
    "section",
    { class: "panel requests", "aria-label": "Last requests" },
    h(
      "div",
      { class: "head" },
      h("h3", null, "On the wire"),
      h(
        "div",
        { class: "buttons" },
        (Object.keys(WIRES) as Wire[]).map((one) =>
          h(
            "button",
            { type: "button", key: one, "aria-pressed": one === wire ? "true" : "false", onClick: () => setWire(one) },
            WIRES[one],
          ),
        ),
      ),
    ),
    h(
      "ol",
      { class: "scroll", tabIndex: 0, "aria-label": "Requests" },
      shown.map(([key, { at, to, what, outcome, isBad }]) =>
        h(
          "li",
          { key, class: isBad ? "bad" : "" },
          h("time", null, formatTime(at)),
          h("span", { class: "wire" }, NAMES[to]),
          h("code", { title: what }, what),
          h("span", { class: "outcome" }, outcome),
        ),
      ),
    ),
  );
}
