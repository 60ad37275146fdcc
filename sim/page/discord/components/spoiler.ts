import { h } from "preact";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

interface SpoilerProps {
  /** What hides: a few words, or a block. */
  readonly of: "text" | "media";
  readonly children?: ComponentChildren;
}

/** Hidden until somebody wants to see it, by mouse or by keyboard. Once seen it stays open. */
export function Spoiler({ of, children }: SpoilerProps): ComponentChildren {
  const [open, setOpen] = useState(false);
  const tag = of === "text" ? "span" : "div";
  if (open) return h(tag, { class: `spoiler of-${of} open` }, children);
  const reveal = (event: Event): void => {
    event.preventDefault();
    setOpen(true);
  };
  return h(
    tag,
    {
      class: `spoiler of-${of}`,
      role: "button",
      tabIndex: 0,
      "aria-label": "Spoiler: show it",
      onClick: reveal,
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === "Enter" || event.key === " ") reveal(event);
      },
    },
    h(tag, { class: "hidden", inert: true }, children),
  );
}
