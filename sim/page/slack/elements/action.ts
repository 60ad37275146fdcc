import type { FormState } from "../form/entry.ts";

/** What somebody did with an element that tells the app at once. */
export interface ElementAction {
  /** The message that holds it; undefined in a form. */
  readonly messageId?: string;
  readonly blockId: string;
  /** Or what is written on it, where the payload has no id. */
  readonly actionId: string;
  /** The element's. https://docs.slack.dev/reference/block-kit/block-elements */
  readonly type: string;
  /** The values of what was chosen, or the text that was typed. Nothing for a button. */
  readonly values: readonly string[];
  /** All that stands in the fields around it. */
  readonly state: FormState;
}

/** https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
export interface OptionsQuery {
  readonly blockId: string;
  readonly actionId: string;
  readonly typed: string;
}
