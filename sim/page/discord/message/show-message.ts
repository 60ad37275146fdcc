import type { Attachment, Message, MessageState } from "../../../discord/simulator.ts";
import type { Above, ShownMessage } from "./shown-message.ts";

export interface Around {
  /** Where whoever looks can fetch the file. */
  readonly urlOf: (attachment: Attachment) => string;
  readonly above?: Above | undefined;
}

/** The simulator's message as data for the renderer: as it is now, or in one of the states that it was in. */
export function showMessage(message: Message, { urlOf, above }: Around, state: MessageState = message): ShownMessage {
  const { author, createdAt, editedAt } = message;
  const attachments = state.attachments.map((file) => ({ ...file, bytes: undefined, url: urlOf(file) }));
  const { flags, content, components } = state;
  return { author, above, flags, content, components, attachments, createdAt, editedAt };
}
