// A form that the bot has opened. https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal

import type { Filling, FormModalProps } from "./filling.ts";
import { h } from "preact";
import type { ComponentChild, ComponentChildren } from "preact";
import { useId, useMemo, useRef, useState } from "preact/hooks";
import type { Value, Values } from "../../board/acts.ts";
import { useFocusInside } from "../../payload/use-focus-inside.ts";
import { Markdown } from "../markdown/markdown-view.ts";
import { closeOnEscape } from "../../payload/close-on-escape.ts";
import { drawUnknown } from "../../payload/unknown.ts";
import { drawInput } from "./form-input.ts";
import { readParts } from "./form-fields.ts";
import type { FormPart } from "./form-fields.ts";
import { isInput, problemOf, startingValues } from "./form-values.ts";

/** Key it by the form's id: what was entered goes with it. */
export function FormModal(props: FormModalProps): ComponentChildren {
  const { form, isBusy, onSubmit, onClose } = props;
  const parts = useMemo(() => readParts(form.data.components), [form.data]);
  const [values, setValues] = useState<Values>(() => startingValues(parts));
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const titleId = useId();
  useFocusInside(frame);
  const problemIn = (part: FormPart): string | null =>
    tried && isInput(part) ? problemOf(part, values[part.customId] ?? null) : null;
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    setRefused(null);
    const isWrong = parts.filter(isInput).some((part) => problemOf(part, values[part.customId] ?? null) !== null);
    if (!isWrong && !isBusy) onSubmit(values).catch((cause: Error) => setRefused(cause.message));
  };
  const trouble = refused ?? (props.hasFailed ? "Something went wrong. Try again." : null);
  const set = (customId: string, value: Value): void => setValues((before) => ({ ...before, [customId]: value }));
  return h(
    "div",
    { class: "overlay" },
    h(
      "div",
      {
        ref: frame,
        class: "form-modal",
        role: "dialog",
        "aria-modal": "true",
        "aria-labelledby": titleId,
        onKeyDown: closeOnEscape(onClose),
      },
      drawHead(form.data.title, titleId, onClose),
      h(
        "form",
        { noValidate: true, onSubmit: submit, "aria-busy": isBusy ? "true" : undefined },
        h(
          "div",
          { class: "parts" },
          parts.map((part) => drawPart(part, { ...props, problem: problemIn(part), values, set })),
        ),
        trouble === null ? null : h("p", { class: "problem", role: "alert" }, trouble),
        drawFoot(isBusy, onClose),
      ),
    ),
  );
}

function drawPart(part: FormPart, filling: Filling): ComponentChild {
  switch (part.kind) {
    case "words":
      return h(Markdown, { text: part.text, viewer: filling.viewer });
    case "unknown":
      return drawUnknown("A part of a form", part.payload);
    case "text":
    case "menu":
    case "files":
      return drawInput(part, filling);
  }
}

const drawHead = (title: string, titleId: string, onClose: () => void): ComponentChild =>
  h(
    "header",
    null,
    h("span", { class: "avatar letter", "aria-hidden": "true" }, "A"),
    h("h2", { id: titleId }, title),
    h("button", { type: "button", class: "close", "aria-label": "Close", onClick: onClose }, "×"),
  );

const drawFoot = (isBusy: boolean, onClose: () => void): ComponentChild =>
  h(
    "footer",
    null,
    h("button", { type: "button", class: "button secondary", onClick: onClose }, "Cancel"),
    h(
      "button",
      { type: "submit", class: "button primary", "aria-disabled": isBusy ? "true" : undefined },
      isBusy ? "Submitting…" : "Submit",
    ),
  );
