import { h } from "preact";
import type { ComponentChild } from "preact";

/** Of the field in which somebody types. */
export interface Writing {
  readonly id: string;
  readonly field: Readonly<Record<string, string | undefined>>;
}

export const drawSend = (send: () => void, disabled: boolean): ComponentChild =>
  h(
    "button",
    { type: "button", class: "send", "aria-label": "Send", title: "Send (Enter)", disabled, onClick: send },
    h("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, h("path", { d: "M4 4l17 8-17 8 3-8zM7 12h8" })),
  );
