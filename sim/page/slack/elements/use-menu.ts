import { useEffect, useState } from "preact/hooks";
import { isSet } from "../../payload/fields.ts";
import type { Choice } from "./choice.ts";
import { chosenIn } from "../form/entry.ts";
import { choose } from "../form/form.ts";
import { optionId } from "./menu-list.ts";
import { useOffer } from "./offer.ts";
import type { Offer } from "./offer.ts";
import type { Place } from "./place.ts";
import type { DrawContext } from "../blocks/draw-context.ts";

interface MenuState {
  readonly offer: Offer;
  readonly chosen: Choice | null;
  /** What the keys would take. */
  readonly active: Choice | undefined;
  /** Null while it is closed. */
  readonly typed: string | null;
  readonly search: (text: string | null) => void;
  readonly open: () => void;
  readonly pick: (choice: Choice) => void;
  /** Null: something must be chosen, or nothing is. */
  readonly clear: (() => void) | null;
  readonly press: (event: KeyboardEvent) => void;
}

export function useMenu(place: Place, { viewer, form }: DrawContext, listId: string): MenuState {
  const [typed, setTyped] = useState<string | null>(null);
  /** Null: nobody has moved yet. */
  const [moved, setAt] = useState<number | null>(null);
  const offer = useOffer(place, viewer, typed);
  const [chosen = null] = chosenIn(form.entryOf(place) ?? { kind: "choice", choice: null });
  const choices = offer.choices;
  const chosenAt = choices.findIndex(({ value }) => value === chosen?.value);
  const at = Math.min(moved ?? Math.max(typed === "" ? chosenAt : 0, 0), choices.length - 1);
  const active = typed === null ? undefined : choices[at];
  const activeId = active && optionId(listId, active);
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
  }, [activeId]);

  const search = (text: string | null): void => {
    setTyped(text);
    setAt(null);
  };
  const set = (choice: Choice | null): void => choose(form, place, { kind: "choice", choice });
  const open = (): void => {
    if (typed === null && !form.locked) search("");
  };
  const pick = (choice: Choice): void => {
    search(null);
    set(choice);
  };
  const press = (event: KeyboardEvent): void => {
    const handled =
      typed === null
        ? pressClosed(event.key, open)
        : pressOpen(event.key, { at, count: choices.length, active, search, setAt, pick });
    if (!handled) return;
    event.preventDefault();
    // Closing the menu does not also close the form around it.
    event.stopPropagation();
  };
  const isOptional = isSet(place.block, "optional");
  const clear = isOptional && chosen !== null && !form.locked ? () => set(null) : null;
  return { offer, chosen, active, typed, search, open, pick, clear, press };
}

/** Whether the key meant something to the menu. */
function pressClosed(key: string, open: () => void): boolean {
  const opens = key === "ArrowDown" || key === "ArrowUp" || key === "Enter";
  if (opens) open();
  return opens;
}

interface Opened extends Pick<MenuState, "active" | "search" | "pick"> {
  readonly at: number;
  readonly count: number;
  readonly setAt: (at: number) => void;
}

function pressOpen(key: string, { at, count, active, search, setAt, pick }: Opened): boolean {
  if (key === "Escape") search(null);
  else if (key === "Enter") {
    if (active) pick(active);
  } else if (key === "ArrowDown") setAt((at + 1) % Math.max(count, 1));
  else if (key === "ArrowUp") setAt((at - 1 + count) % Math.max(count, 1));
  else return false;
  return true;
}
