import type { Place } from "./place.ts";
import type { DrawContext } from "../blocks/draw-context.ts";

/** How an element is called where it stands. */
export interface Naming {
  /** Of the element that takes the focus. */
  readonly id?: string;
  /** Ids of what names and explains it. */
  readonly labelledBy?: string;
  readonly describedBy?: string;
  /** What was entered is refused. */
  readonly invalid?: boolean;
}

export interface ElementProps {
  readonly place: Place;
  readonly context: DrawContext;
  readonly naming: Naming;
}

/** The attributes that say all of it to those who do not see the page. */
export function attributesOf({ id, labelledBy, describedBy, invalid }: Naming, label: string): Record<string, unknown> {
  return {
    id,
    "aria-labelledby": labelledBy,
    "aria-label": labelledBy === undefined ? label : undefined,
    "aria-describedby": describedBy,
    "aria-invalid": invalid ? "true" : undefined,
  };
}
