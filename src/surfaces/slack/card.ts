import type { Card } from "../../domain/card.ts";
import type { Press } from "../../domain/invocation.ts";
import type { Linked } from "../wording-card.ts";
import type { MessageBody } from "./body.ts";

/** A result that stands in the thread below the card. */
export interface Shared {
  /** As `sayResult` has it: Picture 1. */
  readonly title: string;
  readonly permalink: string;
}

export interface Look {
  readonly now: number;
  readonly shared: readonly Shared[];
  /** Results that could not be uploaded. */
  readonly links: readonly Linked[];
}

export function drawCard(_card: Card, _look: Look): MessageBody {
  throw new Error("not drawn yet");
}

export type PressId = Pick<Press, "action" | "generationId">;

/** The `value` of a button; its `action_id` is the action alone. */
export const pressId = ({ action, generationId }: PressId): string => `${action}:${generationId}`;

/** Null when the button is not one of ours, or of a version that had others. */
export function readPressId(_value: string): PressId | null {
  throw new Error("not read yet");
}
