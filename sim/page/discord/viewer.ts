import type { Clock } from "../payload/clock.ts";

/** Who looks at a message, and what their clicks do. */
export interface Viewer extends Clock {
  /** Undefined: nobody of that id is known here. */
  readonly nameOf: (kind: "user" | "role" | "channel", id: string) => string | undefined;
  /** The component that is being used: it turns, and those beside it wait, until the bot has answered. */
  readonly pressed?: string | undefined;
  readonly onPress?: (customId: string) => void;
  readonly onSelect?: (customId: string, values: readonly string[]) => void;
}
