// Menus of one choice, with what is typed searching in them.
// https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element

import { h } from "preact";
import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";
import { textOf } from "./choice.ts";
import { attributesOf } from "./element.ts";
import type { ElementProps } from "./element.ts";
import { drawIcon } from "../../payload/icon.ts";
import { drawList, optionId } from "./menu-list.ts";
import { useMenu } from "./use-menu.ts";

export function Menu({ place, context, naming }: ElementProps): ComponentChildren {
  const { element } = place;
  const { viewer, form } = context;
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const menu = useMenu(place, context, listId);
  const { chosen, active, typed } = menu;
  const isOpen = typed !== null;
  const placeholder = textOf(element, "placeholder") ?? "Select an item";
  const single = chosen?.text ?? "";
  const looks = ["menu", isOpen ? "open" : null, naming.invalid ? "invalid" : null].filter(Boolean).join(" ");
  return h(
    "span",
    { class: looks, onClick: () => input.current?.focus() },
    h("input", {
      ...attributesOf(naming, placeholder),
      ref: input,
      type: "text",
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": isOpen ? "true" : "false",
      "aria-controls": listId,
      "aria-activedescendant": active && optionId(listId, active),
      readOnly: form.locked,
      placeholder: single || placeholder,
      value: typed ?? single,
      onClick: menu.open,
      onInput: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => menu.search(currentTarget.value),
      onKeyDown: menu.press,
      onBlur: () => menu.search(null),
    }),
    menu.clear && drawClear(menu.clear),
    drawIcon("down"),
    isOpen ? drawList({ ...menu, id: listId, viewer }) : h("span", { id: listId, hidden: true }),
  );
}

const drawClear = (clear: () => void): ComponentChildren =>
  h("button", { type: "button", class: "clear", "aria-label": "Clear", onClick: clear }, drawIcon("cross"));
