/** Who looks at a message, and what their clicks do. */
export interface Viewer {
  /** Milliseconds since the epoch. Drawn again with a later one, relative times have moved on. */
  readonly now: number;
  /** BCP 47. */
  readonly locale: string;
  /** IANA. */
  readonly timeZone: string;
  /** Undefined: nobody of that id is known here. */
  readonly nameOf: (kind: "user" | "role" | "channel", id: string) => string | undefined;
  /** The component that is being used: it turns, and those beside it wait, until the bot has answered. */
  readonly pressed?: string | undefined;
  readonly onPress?: (customId: string) => void;
  readonly onSelect?: (customId: string, values: readonly string[]) => void;
}
