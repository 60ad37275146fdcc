// What the renderer takes of a modal. Plain data, to be sent to a page as JSON.

import type { Fields } from "../../payload/fields.ts";
import type { ShownMessage } from "../message/shown-message.ts";

export interface ShownView {
  readonly id: string;
  readonly appName: string;
  readonly title: string;
  /** Undefined: there is nothing to send in. */
  readonly submit: string | undefined;
  /** Undefined: Slack's own word. */
  readonly close: string | undefined;
  readonly blocks: readonly unknown[];
  readonly pictures: ShownMessage["pictures"];
  /** By block id and action id, as `view.state.values` has it. https://docs.slack.dev/reference/views#state */
  readonly values: Fields;
  /** By block id: what the app said was wrong. */
  readonly errors: Readonly<Record<string, string>>;
  /** It was sent in, and the app has not answered. */
  readonly isSubmitting: boolean;
  /** Over another one, to which closing it goes back. */
  readonly isPushed: boolean;
}
