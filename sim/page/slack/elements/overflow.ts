import { h } from "preact";
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { readChoices } from "./choice.ts";
import type { Choice } from "./choice.ts";
import type { ElementProps } from "./element.ts";
import { listIn } from "../../payload/fields.ts";
import { drawIcon } from "../../payload/icon.ts";
import { webTarget } from "../../payload/link-target.ts";
import { drawPlain } from "../text/mark-view.ts";

/** The three dots. https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element */
export function Overflow({ place, context: { viewer, form } }: ElementProps): ComponentChildren {
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLSpanElement>(null);
  const choices = readChoices(listIn(place.element, "options"));
  const choose = (choice: Choice): void => {
    setOpen(false);
    void form.act(place, { kind: "choice", choice });
  };
  const leave = (event: FocusEvent): void => {
    if (!(event.relatedTarget instanceof Node && frame.current?.contains(event.relatedTarget))) setOpen(false);
  };
  const item = (choice: Choice): ComponentChildren => {
    const url = webTarget(choice.url ?? "");
    const face = drawPlain(choice.text, viewer);
    const onClick = (): void => choose(choice);
    return url === null
      ? h("button", { type: "button", role: "menuitem", onClick }, face)
      : h("a", { role: "menuitem", href: url, target: "_blank", rel: "noreferrer noopener", onClick }, face);
  };
  return h(
    "span",
    {
      ref: frame,
      class: "overflow",
      onFocusOut: leave,
      onKeyDown: (event: KeyboardEvent) => move(event, { frame: frame.current, close: () => setOpen(false) }),
    },
    h(
      "button",
      {
        type: "button",
        class: "button dots",
        "aria-label": "More",
        "aria-haspopup": "menu",
        "aria-expanded": open ? "true" : "false",
        disabled: form.locked,
        onClick: () => setOpen(!open),
      },
      drawIcon("more"),
    ),
    open ? h("span", { class: "popover", role: "menu" }, choices.map(item)) : null,
  );
}

interface Around {
  readonly frame: HTMLElement | null;
  readonly close: () => void;
}

/** Arrows go round through the items, Escape closes and goes back to the dots. */
function move(event: KeyboardEvent, { frame, close }: Around): void {
  const items = Array.from(frame?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? []);
  if (items.length === 0) return;
  const at = items.findIndex((item) => item === document.activeElement);
  if (event.key === "ArrowDown") items[(at + 1) % items.length]?.focus();
  else if (event.key === "ArrowUp") items.at(at <= 0 ? -1 : at - 1)?.focus();
  else if (event.key === "Escape") {
    close();
    frame?.querySelector("button")?.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}
