import { h } from "preact";
import type { ComponentChild } from "preact";
import type { Choice } from "./choice.ts";
import { drawIcon } from "../../payload/icon.ts";
import { drawPlain } from "../text/mark-view.ts";
import type { Offer } from "./offer.ts";
import type { Viewer } from "../viewer.ts";

interface MenuList {
  readonly id: string;
  readonly offer: Offer;
  readonly chosen: Choice | null;
  readonly active: Choice | undefined;
  readonly pick: (choice: Choice) => void;
  readonly viewer: Viewer;
}

/** A value may hold what an id may not. */
export const optionId = (listId: string, { value }: Choice): string => `${listId}-${encodeURIComponent(value)}`;

export function drawList(list: MenuList): ComponentChild {
  const { id, offer } = list;
  return h(
    "span",
    { class: "popover" },
    h(
      "span",
      {
        id,
        role: "listbox",
        "aria-label": "Choices",
      },
      offer.choices.map((choice) => drawChoice(choice, list)),
    ),
    offer.note === null ? null : h("span", { class: "note", role: "status" }, offer.note),
  );
}

function drawChoice(choice: Choice, { id, chosen, active, pick, viewer }: MenuList): ComponentChild {
  const isChosen = chosen?.value === choice.value;
  return h(
    "span",
    {
      id: optionId(id, choice),
      key: choice.value,
      role: "option",
      class: choice.value === active?.value ? "active" : undefined,
      "aria-selected": isChosen ? "true" : "false",
      // The field keeps the focus.
      onMouseDown: (event: Event) => event.preventDefault(),
      onClick: (event: Event) => {
        event.stopPropagation();
        pick(choice);
      },
    },
    h("span", { class: "words" }, drawPlain(choice.text, viewer)),
    isChosen ? drawIcon("check") : null,
  );
}
