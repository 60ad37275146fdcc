import { h } from "preact";
import type { ComponentChild } from "preact";
import type { Hint } from "./hints.ts";

interface HintList {
  readonly id: string;
  readonly active: Hint | undefined;
  readonly pick: (hint: Hint) => void;
}

export const hintId = (listId: string, { text }: Hint): string => `${listId}-${text.replaceAll(/[^\w-]/g, "")}`;

export const drawHints = (hints: readonly Hint[], { id, active, pick }: HintList): ComponentChild =>
  h(
    "div",
    { class: "hints" },
    h("div", { class: "title" }, hints[0]?.kind === "flag" ? "Options" : "Commands"),
    h(
      "div",
      { id, role: "listbox", "aria-label": "What can be typed here" },
      hints.map((hint) =>
        h(
          "div",
          {
            id: hintId(id, hint),
            key: hint.text,
            role: "option",
            "aria-selected": hint === active ? "true" : "false",
            // The field keeps the focus.
            onMouseDown: (event: Event) => event.preventDefault(),
            onClick: () => pick(hint),
          },
          drawHint(hint),
        ),
      ),
    ),
  );

function drawHint(hint: Hint): ComponentChild {
  switch (hint.kind) {
    case "command": {
      const { command, usageHint, description, appName } = hint.command;
      return [
        h("span", { class: "app-icon", "aria-hidden": "true" }, appName.charAt(0).toUpperCase()),
        h(
          "span",
          { class: "words" },
          h("span", null, h("strong", null, command), " ", h("span", { class: "usage-hint" }, usageHint)),
          h("small", null, description),
        ),
        h("small", { class: "app-name" }, appName),
      ];
    }
    case "flag":
      return h(
        "span",
        { class: "words" },
        h("span", null, h("strong", null, hint.text), " ", h("span", { class: "usage-hint" }, hint.sample)),
      );
  }
}
