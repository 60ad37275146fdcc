import { formatDollars } from "../domain/money/money.ts";
import type { Micros } from "../domain/money/money.ts";
import { say, strong } from "./text.ts";
import type { Text } from "./text.ts";

/** `upTo`: what was set aside; that it was not enough is told rather than left to be found out. */
export function sayCost(cost: Micros, upTo: Micros): Text {
  if (cost === 0) return say`It cost nothing.`;
  return cost > upTo
    ? say`It cost ${strong(formatDollars(cost))}. ${sayAbove(upTo)}`
    : say`It cost ${strong(formatDollars(cost))}.`;
}

export const sayAbove = (upTo: Micros): Text =>
  say`MindVideo charged more than the ${formatDollars(upTo)} that was set aside for it.`;
