// "Are you sure?", where an element asks for it.
// https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object

import { h } from "preact";
import type { ComponentChild, ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { fieldsIn, textIn } from "../../payload/fields.ts";
import type { Fields } from "../../payload/fields.ts";
import { textOf } from "./choice.ts";
import { drawText } from "../text/text.ts";
import type { Viewer } from "../viewer.ts";

/** What to draw beside the element, and what to call instead of `run` itself. */
export interface Confirmation {
  readonly dialog: ComponentChild;
  readonly ask: (run: () => void) => void;
}

export function useConfirm(element: Fields, viewer: Viewer): Confirmation {
  const [waiting, setWaiting] = useState<{ readonly run: () => void } | null>(null);
  const confirm = fieldsIn(element, "confirm");
  if (confirm === null) return { dialog: null, ask: (run) => run() };
  const answer = (yes: boolean): void => {
    setWaiting(null);
    if (yes) waiting?.run();
  };
  const dialog = waiting && h(ConfirmDialog, { confirm, viewer, onAnswer: answer });
  return { dialog, ask: (run) => setWaiting({ run }) };
}

/** Escape answers no, and does not also close what the element stands in. */
const keepToItself = (event: Event): void => event.stopPropagation();

interface ConfirmDialogProps {
  readonly confirm: Fields;
  readonly viewer: Viewer;
  readonly onAnswer: (yes: boolean) => void;
}

/** The browser's own dialog: it keeps the focus inside and gives it back. */
function ConfirmDialog({ confirm, viewer, onAnswer }: ConfirmDialogProps): ComponentChildren {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const yes = textIn(confirm, "style") === "danger" ? "button danger" : "button primary";
  return h(
    "dialog",
    { ref: dialog, class: "confirm", "aria-labelledby": id, onCancel: () => onAnswer(false), onKeyDown: keepToItself },
    h("h2", { id }, textOf(confirm, "title") ?? "Are you sure?"),
    h("div", { class: "text" }, drawText(confirm["text"], viewer)),
    h(
      "footer",
      null,
      h(
        "button",
        { type: "button", class: "button", onClick: () => onAnswer(false) },
        textOf(confirm, "deny") ?? "Cancel",
      ),
      h("button", { type: "button", class: yes, onClick: () => onAnswer(true) }, textOf(confirm, "confirm") ?? "Yes"),
    ),
  );
}
