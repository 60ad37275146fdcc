import type { JsonObject } from "../../kit/json.ts";
import type { Message } from "./message.ts";
import type { View } from "./view.ts";

/** What the bot answered, and Slack accepted. */
export type Acknowledgement = {
  /** By the simulator's clock. */
  readonly at: number;
  /** Real milliseconds between the first dispatch and the answer. */
  readonly tookMs: number;
} & (
  | { readonly type: "empty" }
  | { readonly type: "message"; readonly message: Message }
  | { readonly type: "errors"; readonly errors: Readonly<Record<string, string>> }
  | { readonly type: "update" | "push"; readonly view: View }
  | { readonly type: "clear" }
  | { readonly type: "options"; readonly options: readonly JsonObject[] }
);

/** "action" is `block_actions`, "suggestion" is `block_suggestion`. */
export type InteractionKind = "command" | "action" | "submission" | "closing" | "suggestion" | "event";

/** What the person reads when there is no good answer. "dispatch_failed": it could not be delivered, or not be read. */
export type Failure = "operation_timeout" | "dispatch_failed" | "invalid_response";

/** One thing that a person did, or one event. Stays the same object while it is being answered. */
export interface Interaction {
  readonly id: string;
  readonly kind: InteractionKind;
  /** The command, the action id, the callback id of a view, or the type of the event. */
  readonly name: string;
  readonly workspaceId: string;
  /** Undefined for an event. */
  readonly userId: string | undefined;
  readonly channelId: string | undefined;
  /** The message whose element was used. */
  readonly messageId: string | undefined;
  readonly viewId: string | undefined;
  readonly triggerId: string | undefined;
  readonly responseUrl: string | undefined;
  /** The very payload that was delivered. */
  readonly payload: JsonObject;
  readonly createdAt: number;
  /** How often it was sent. 0: nobody was there to take it. */
  readonly deliveries: number;
  /** How often the app answered, late and repeated answers included. */
  readonly answers: number;
  readonly response: Acknowledgement | undefined;
  readonly failure: Failure | undefined;
}

export interface InteractionHandle extends Interaction {
  /** Resolves with the first accepted answer. Stays pending when there is none. */
  readonly acknowledged: Promise<Acknowledgement>;
}
