import { h } from "preact";
import type { ComponentChild } from "preact";
import type { Suggestion } from "./suggestions.ts";
import type { Composing } from "./use-composer.ts";

interface ListPlace {
  readonly id: string;
  readonly isCommand: boolean;
}

export const suggestionId = (listId: string, { key }: Suggestion): string =>
  `${listId}-${key.replaceAll(/[^\w-]/g, "_")}`;

/** Above the row: what the place takes in which somebody types, and what can be picked for it. */
export function drawSuggestions(composing: Composing, { id, isCommand }: ListPlace): ComponentChild {
  const { suggestions, option, line, answered, problemIn } = composing;
  const note = noteOf(composing, isCommand);
  if (suggestions.length === 0 && note === null && !option) return null;
  const problem = option ? problemIn(option.name) : null;
  return h(
    "div",
    { class: "suggestions" },
    option
      ? h(
          "div",
          { class: "about" },
          h("strong", null, option.name),
          h("span", null, option.description),
          problem === null ? null : h("span", { class: "problem", role: "alert" }, problem),
        )
      : h("div", { class: "title" }, isCommand ? `Options of /${line?.path ?? ""}` : "Commands"),
    note === null ? null : h("div", { class: "note" }, note),
    answered.kind === "loading" && suggestions.length === 0 ? h("div", { class: "note" }, "Loading options…") : null,
    suggestions.length === 0
      ? null
      : h(
          "div",
          { id, role: "listbox", "aria-label": "What can be picked", class: "list" },
          suggestions.map((suggestion, index) => drawOne(suggestion, { composing, id, index })),
        ),
  );
}

function noteOf({ answered, suggestions, more }: Composing, isCommand: boolean): string | null {
  if (answered.kind === "failed") return "Loading options failed";
  if (suggestions.length > 0 || !isCommand) return null;
  return more === "" ? null : "No options match";
}

function drawOne(
  suggestion: Suggestion,
  {
    composing: { at, pick },
    id,
    index,
  }: { readonly composing: Composing; readonly id: string; readonly index: number },
): ComponentChild {
  const { label, detail, key } = suggestion;
  return h(
    "div",
    {
      id: suggestionId(id, suggestion),
      key,
      role: "option",
      "aria-selected": index === at ? "true" : "false",
      ref: index === at ? (element: HTMLElement | null) => element?.scrollIntoView({ block: "nearest" }) : null,
      // The field keeps the focus.
      onMouseDown: (event: Event) => event.preventDefault(),
      onClick: () => pick(suggestion),
    },
    h("span", { class: "label" }, label),
    detail === "" ? null : h("span", { class: "detail" }, detail),
  );
}
