// https://docs.slack.dev/surfaces/modals

import { h } from "preact";
import type { ComponentChild, ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { drawBlocks } from "../blocks/blocks.ts";
import type { FormState } from "./entry.ts";
import { fieldProblem } from "./field-problem.ts";
import { useForm } from "./form.ts";
import { closeOnEscape } from "../../payload/close-on-escape.ts";
import { drawIcon } from "../../payload/icon.ts";
import { lookUp } from "../../payload/fields.ts";
import { placesIn } from "../elements/place.ts";
import type { ShownView } from "./shown-view.ts";
import { useFocusInside } from "../../payload/use-focus-inside.ts";
import { useSending } from "../../payload/use-sending.ts";
import type { Sending } from "../../payload/use-sending.ts";
import type { Viewer } from "../viewer.ts";

interface ModalProps {
  readonly view: ShownView;
  readonly viewer: Viewer;
  /** A promise: it is on its way until that settles. A rejection is shown, in its own words, and the form stays. */
  readonly onSubmit: (state: FormState) => void | Promise<void>;
  readonly onClose: () => void;
}

/**
 * The topmost view of a person, over everything in the nearest positioned element around it. Key it by the view's id: what
 * was entered stays while the app changes the view, and goes with it.
 */
export function Modal({ view, viewer, onSubmit, onClose }: ModalProps): ComponentChildren {
  const [attempts, setAttempts] = useState(0);
  const [sending, follow] = useSending();
  const frame = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const isBusy = view.isSubmitting || sending.kind === "pending";
  const form = useForm({
    blocks: view.blocks,
    viewer,
    stored: view.values,
    locked: isBusy,
    problemOf: (place, entry) =>
      (attempts > 0 ? fieldProblem(place, entry) : undefined) ?? lookUp(view.errors, place.blockId),
  });
  useFocusInside(frame);
  useShownProblems(frame, `${attempts} ${Object.keys(view.errors).join(" ")}`);

  const submit = (event: Event): void => {
    event.preventDefault();
    setAttempts(attempts + 1);
    const isWrong = placesIn(view.blocks).some((place) => fieldProblem(place, form.entryOf(place)) !== undefined);
    if (!isBusy && !isWrong && view.submit !== undefined) follow(onSubmit(form.state));
  };
  return h(
    "div",
    { class: "overlay" },
    h(
      "div",
      {
        ref: frame,
        class: "modal",
        role: "dialog",
        "aria-modal": "true",
        "aria-labelledby": titleId,
        onKeyDown: closeOnEscape(onClose),
      },
      drawHead(view, { titleId, onClose }),
      h(
        "form",
        { noValidate: true, onSubmit: submit, "aria-busy": isBusy ? "true" : undefined },
        // While nothing in it can take the focus, it can still be scrolled.
        h(
          "div",
          { class: "fields-of-view", tabIndex: isBusy ? 0 : undefined },
          drawBlocks(view.blocks, { viewer, pictures: view.pictures, form }),
        ),
        drawTrouble(sending),
        drawFoot(view, { isBusy, onClose }),
      ),
    ),
  );
}

const drawTrouble = (sending: Sending): ComponentChild =>
  sending.kind === "failed" ? h("div", { class: "trouble", role: "alert" }, drawIcon("warning"), sending.reason) : null;

/** Whoever sends in a form is brought to the first field that has a problem. */
function useShownProblems(frame: { readonly current: HTMLElement | null }, when: string): void {
  useEffect(() => {
    frame.current?.querySelector<HTMLElement>("[data-invalid] :is(input, textarea, button)")?.focus();
  }, [when]);
}

function drawHead(
  { appName, title }: ShownView,
  { titleId, onClose }: { readonly titleId: string; readonly onClose: () => void },
): ComponentChild {
  const [letter = "?"] = appName;
  return h(
    "header",
    null,
    h("span", { class: "app-icon", "aria-hidden": "true" }, letter.toUpperCase()),
    h("h2", { id: titleId }, title),
    h("button", { type: "button", class: "plain", "aria-label": "Close", onClick: onClose }, drawIcon("cross")),
  );
}

function drawFoot(
  { submit, close, isPushed }: ShownView,
  { isBusy, onClose }: { readonly isBusy: boolean; readonly onClose: () => void },
): ComponentChild {
  const words = close ?? (submit === undefined ? (isPushed ? "Back" : "Close") : "Cancel");
  return h(
    "footer",
    null,
    h("button", { type: "button", class: "button", onClick: onClose }, words),
    submit === undefined
      ? null
      : h(
          "button",
          { type: "submit", class: "button primary", "aria-disabled": isBusy ? "true" : undefined },
          isBusy ? h("span", { class: "spinner", role: "status", "aria-label": "Sending" }) : null,
          submit,
        ),
  );
}
