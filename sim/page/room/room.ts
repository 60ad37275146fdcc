import type { ComponentChildren } from "preact";
import type { Resident } from "../board/collections.ts";
import type { State } from "../board/state.ts";

/** How the room is lit. */
export type Light = "light" | "dark";

export interface InsideProps {
  readonly state: State;
  /** Who looks, and whose hands are used. */
  readonly me: Resident;
  readonly light: Light;
}

/** One platform on the page. Discord and Slack each have one; the shell knows no more of them. */
export interface Room {
  readonly id: "discord" | "slack";
  readonly title: string;
  /** Undefined: the server has not told of it yet. */
  readonly placeOf: (state: State) => { readonly name: string; readonly people: readonly Resident[] } | undefined;
  readonly Inside: (props: InsideProps) => ComponentChildren;
  /** Of the field in which people type. */
  readonly composerId: string;
}
