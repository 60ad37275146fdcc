// A command with its fields, in one row that wraps.

import { h } from "preact";
import type { ComponentChild } from "preact";
import type { CommandDraft, Field } from "./draft.ts";
import { FileSlot } from "./file-slot.ts";
import { drawSend } from "./send-button.ts";
import type { Writing } from "./send-button.ts";
import { MORE } from "./here.ts";
import type { Composing } from "./use-composer.ts";

export function drawCommand(draft: CommandDraft, composing: Composing, writing: Writing): ComponentChild {
  return h(
    "div",
    { class: "row" },
    h(
      "div",
      { class: "command" },
      h("span", { class: "path" }, `/${draft.path}`),
      draft.fields.map((field) => drawField(field, composing, writing)),
      drawMore(draft, composing, writing),
    ),
    drawSend(composing.send, false),
  );
}

function drawField(field: Field, composing: Composing, { field: aria }: Writing): ComponentChild {
  const { line, active, problemIn, remove, write, focus } = composing;
  const { name } = field;
  const option = line?.options.find((one) => one.name === name);
  const problem = problemIn(name);
  const isActive = active === name;
  const looks = ["field", isActive ? "active" : null, problem === null ? null : "wrong"].filter(Boolean).join(" ");
  const input =
    option?.kind === "file"
      ? h(FileSlot, {
          name,
          field,
          option,
          isActive,
          onFile: (file) => composing.attach([file], name),
          onFocus: () => focus(name),
        })
      : h("textarea", {
          rows: 1,
          value: field.text,
          "data-option": name,
          "aria-label": name,
          "aria-invalid": problem === null ? undefined : "true",
          ...(isActive ? aria : {}),
          onFocus: () => focus(name),
          onInput: ({ currentTarget }: { readonly currentTarget: HTMLTextAreaElement }) =>
            write(currentTarget.value.replaceAll("\n", " ")),
        });
  return h(
    "span",
    { class: looks, key: name, title: problem ?? undefined },
    h("span", { class: "name", "aria-hidden": "true" }, name),
    input,
    isActive || field.file !== null
      ? h(
          "button",
          {
            type: "button",
            class: "remove",
            "aria-label": `Remove ${name}`,
            tabIndex: -1,
            onClick: () => remove(name),
          },
          "×",
        )
      : null,
  );
}

/** Behind the last field: the rest of the options, by name. */
function drawMore(
  draft: CommandDraft,
  { line, active, more, write, focus }: Composing,
  { field: aria }: Writing,
): ComponentChild {
  const left = (line?.options.length ?? 0) - draft.fields.length;
  const isActive = active === MORE;
  const words = left === 0 ? "" : `+${left} more`;
  return h("input", {
    key: "more",
    class: isActive ? "more active" : "more",
    "data-more": "true",
    value: isActive ? more : "",
    size: Math.max(more.length, words.length, 2),
    readOnly: left === 0,
    placeholder: words,
    "aria-label": left === 0 ? "No more options" : "More options",
    ...(isActive ? aria : {}),
    onFocus: () => focus(MORE),
    onInput: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => write(currentTarget.value),
  });
}
