/** What a key means in the composer. Null: a letter like any other. */
export type Meaning = "send" | "pick" | "next" | "down" | "up" | "leave" | "back" | null;

export interface Situation {
  readonly hasList: boolean;
  /** Something in the list is at hand. */
  readonly hasActive: boolean;
  /** The field is empty, or the caret stands before its first letter. */
  readonly atStart: boolean;
}

export function meaningOf(event: KeyboardEvent, { hasList, hasActive, atStart }: Situation): Meaning {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return null;
  switch (event.key) {
    case "ArrowDown":
      return hasList ? "down" : null;
    case "ArrowUp":
      return hasList ? "up" : null;
    case "Escape":
      return "leave";
    case "Tab":
      if (event.shiftKey) return null;
      return hasActive ? "pick" : "next";
    case "Enter":
      if (event.shiftKey) return null;
      return hasActive ? "pick" : "send";
    case "Backspace":
      return atStart ? "back" : null;
    default:
      return null;
  }
}
