import { h } from "preact";
import type { ComponentChild } from "preact";
import type { Value } from "../../board/acts.ts";
import type { FormOption, InputPart } from "./form-fields.ts";
import { FilesInput } from "./files-input.ts";
import type { Filling } from "./filling.ts";

/** One field with its name above it. */
export function drawInput(part: InputPart, filling: Filling): ComponentChild {
  const { problem } = filling;
  const isGroup = part.kind === "one-of" || part.kind === "boxes" || part.kind === "files";
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
      return drawMenu(part, { chosen: texts(value), set, filling });
    case "files":
      return h(FilesInput, { part, files: filesIn(value), samples: filling.samples, onFiles: set });
    case "one-of":
      return part.options.map((option) =>
        drawBox(option, {
          type: "radio",
          name: part.customId,
          checked: value === option.value,
          onChange: () => set(option.value),
        }),
      );
    case "boxes":
      return part.options.map((option) => {
        const checked = texts(value).includes(option.value);
        const others = texts(value).filter((one) => one !== option.value);
        return drawBox(option, {
          type: "checkbox",
          name: part.customId,
          checked,
          onChange: () => set(checked ? others : [...others, option.value]),
        });
      });
    case "box":
      return h("input", { type: "checkbox", checked: value === true, onChange: () => set(value !== true) });
  }
}

interface Choosing {
  readonly chosen: readonly string[];
  readonly set: (value: Value) => void;
  readonly filling: Filling;
}

function drawMenu(part: Extract<InputPart, { kind: "menu" }>, { chosen, set, filling }: Choosing): ComponentChild {
  const lists = {
    own: part.options,
    user: named(filling.people),
    role: named(filling.roles),
    mentionable: [...named(filling.people), ...named(filling.roles)],
    channel: named(filling.channels),
  };
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
    lists[part.of].map(({ value, label }) =>
      h("option", { value, key: value, selected: chosen.includes(value) }, label),
    ),
  );
}

interface Box {
  readonly type: "radio" | "checkbox";
  readonly name: string;
  readonly checked: boolean;
  readonly onChange: () => void;
}

const drawBox = ({ label, description, value }: FormOption, box: Box): ComponentChild =>
  h(
    "label",
    { class: "box", key: value },
    h("input", box),
    h("span", null, label, description === "" ? null : h("span", { class: "description" }, description)),
  );

const texts = (value: Value): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];

const filesIn = (value: Value): readonly File[] =>
  Array.isArray(value) ? value.filter((one): one is File => typeof one !== "string") : [];

const named = (all: Filling["people"]): readonly FormOption[] =>
  all.map(({ id, name }) => ({ value: id, label: name, description: "" }));
