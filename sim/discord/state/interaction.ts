import type { APIApplicationCommandOptionChoice, APIModalInteractionResponseCallbackData } from "discord-api-types/v10";
import type { Message } from "./message.ts";

/** A form that the bot has opened for one person. */
export interface Modal {
  /** The interaction that was answered with it. */
  readonly interactionId: string;
  readonly openedFor: string;
  readonly data: APIModalInteractionResponseCallbackData;
}

/** The first response, which Discord accepted. */
export type Acknowledgement = {
  /** By the simulator's clock. */
  readonly at: number;
  /** Real milliseconds between the event's first dispatch and the accepted response. */
  readonly tookMs: number;
} & (
  | { readonly type: 4; readonly message: Message }
  /** The message is still the "thinking…" one. */
  | { readonly type: 5; readonly message: Message }
  | { readonly type: 6; readonly message: Message }
  | { readonly type: 7; readonly message: Message }
  | { readonly type: 8; readonly choices: readonly APIApplicationCommandOptionChoice[] }
  | { readonly type: 9; readonly modal: Modal }
);

export type InteractionKind = "command" | "component" | "autocomplete" | "modal";

/** One thing that a person did. Stays the same object while it is being answered. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly kind: InteractionKind;
  /** The command's path ("budget set"), or the custom id. */
  readonly name: string;
  readonly userId: string;
  readonly guildId: string;
  readonly channelId: string;
  /** The message whose component was used, also through a modal. */
  readonly sourceMessageId: string | undefined;
  readonly createdAt: number;
  /** How often the event was sent to a gateway session. 0: no session was there to take it. */
  readonly deliveries: number;
  readonly response: Acknowledgement | undefined;
}

export interface InteractionHandle extends Interaction {
  /** Resolves with the first accepted response. Stays pending when there is none. */
  readonly acknowledged: Promise<Acknowledgement>;
}
