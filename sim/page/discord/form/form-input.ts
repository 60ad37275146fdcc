import { h } from "preact";
import type { ComponentChild } from "preact";
import type { Value } from "../../board/acts.ts";
import type { InputPart } from "./form-fields.ts";
import { FilesInput } from "./files-input.ts";
import type { Filling } from "./filling.ts";

/** One field with its name above it. */
export function drawInput(part: InputPart, filling: Filling): ComponentChild {
  const { problem } = filling;
  const isGroup = part.kind === "files";
  const about = [
    h(
      "span",
      { class: "label" },
      part.label,
      part.required ? h("span", { class: "required", title: "Required" }, " *") : null,
    ),
    part.description === "" ? null : h("span", { class: "description" }, part.description),
  ];
  const body = [
    ...about,
    drawControl(part, filling),
    problem === null ? null : h("span", { class: "problem" }, problem),
  ];
  const attributes = { class: "part", key: part.customId, "data-field": part.customId };
  return isGroup
    ? h("div", { ...attributes, role: "group", "aria-label": part.label }, body)
    : h("label", attributes, body);
}

function drawControl(part: InputPart, filling: Filling): ComponentChild {
  const value = filling.values[part.customId] ?? null;
  const set = (next: Value): void => filling.set(part.customId, next);
  const invalid = filling.problem === null ? undefined : "true";
  switch (part.kind) {
    case "text": {
      const text = typeof value === "string" ? value : "";
      return [
        h(part.isLong ? "textarea" : "input", {
          value: text,
          rows: part.isLong ? 4 : undefined,
          placeholder: part.placeholder,
          maxLength: part.max,
          "aria-invalid": invalid,
          onInput: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
            set(currentTarget.value),
        }),
        h("span", { class: "count", "aria-hidden": "true" }, `${text.length}/${part.max}`),
      ];
    }
    case "menu":
      return drawMenu(part, texts(value), set);
    case "files":
      return h(FilesInput, { part, files: filesIn(value), samples: filling.samples, onFiles: set });
  }
}

function drawMenu(
  part: Extract<InputPart, { kind: "menu" }>,
  chosen: readonly string[],
  set: (value: Value) => void,
): ComponentChild {
  const several = part.most > 1;
  return h(
    "select",
    {
      class: "select",
      multiple: several,
      onChange: ({ currentTarget: { selectedOptions } }: { readonly currentTarget: HTMLSelectElement }) =>
        set(Array.from(selectedOptions, ({ value }) => value).filter((value) => value !== "")),
    },
    several ? null : h("option", { value: "" }, part.placeholder === "" ? "Make a selection" : part.placeholder),
    part.options.map(({ value, label }) => h("option", { value, key: value, selected: chosen.includes(value) }, label)),
  );
}

const texts = (value: Value): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];

const filesIn = (value: Value): readonly File[] =>
  Array.isArray(value) ? value.filter((one): one is File => typeof one !== "string") : [];
