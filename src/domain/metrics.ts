import type { Generation } from "./generation.ts";
import type { PlatformName } from "./messages/invocation.ts";
import type { Micros } from "./money/money.ts";

/** What a person did. */
export type InteractionKind = "command" | "press" | "form" | "suggestions";

/** What became of a progress edit. `replaced`: something newer, or the result, was shown instead. */
export type EditOutcome = "sent" | "replaced" | "failed";

/**
 * The few figures that cannot be measured by wrapping a part (`metrics/`). No method waits or throws, and none names a
 * guild, a channel or a person.
 */
export interface Metrics {
  /** Somebody did something. Call the function it returns once the platform has the answer. */
  interaction(platform: PlatformName, what: InteractionKind): () => void;
  edited(platform: PlatformName, outcome: EditOutcome): void;
  /** A run was charged. Called once, when its hold is closed. */
  spent(generation: Pick<Generation, "model" | "hold">, cost: Micros): void;
}
