import type { Generation } from "./generation.ts";
import type { PlatformName } from "./messages/invocation.ts";
import type { Micros } from "./money/money.ts";

/** What a person did. */
export type InteractionKind = "command" | "press" | "form" | "suggestions";

/** What became of progress that was to be shown: something newer, or the result, can take its place. */
export type EditOutcome = "sent" | "replaced" | "failed";

/**
 * What the work tells whoever watches over the process; everything else is measured from around it. Nothing here waits or
 * throws, and nothing names a guild, a channel or a person.
 */
export interface Metrics {
  /** Somebody did something. What comes back is called when the platform has the answer. */
  interaction(platform: PlatformName, what: InteractionKind): () => void;
  edited(platform: PlatformName, outcome: EditOutcome): void;
  /** A run was charged: once, when its hold is closed. */
  spent(generation: Pick<Generation, "model" | "hold">, cost: Micros): void;
}
