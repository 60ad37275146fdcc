import type { Details } from "../../domain/errors/details.ts";
import { say } from "../text.ts";
import type { Text } from "../text.ts";

/** What a person reads, alone, instead of a card. */
export interface Refusal {
  readonly title: string | Text;
  readonly lines: readonly Text[];
  /** What it means for the money; null where nobody would wonder. */
  readonly money: Text | null;
}

/** Words for each of these codes, from what the code carries. */
export type Refusals<C extends keyof Details> = { readonly [K in C]: (detail: Details[K]) => Refusal };

export const NOTHING_HELD = say`Nothing was started and nothing was charged.`;

/** Words about nothing that could cost anything. */
export const told = (title: string | Text, ...lines: readonly Text[]): Refusal => ({ title, lines, money: null });
/** Words for a run that did not start. */
export const notStarted = (title: string | Text, ...lines: readonly Text[]): Refusal => ({
  title,
  lines,
  money: NOTHING_HELD,
});
