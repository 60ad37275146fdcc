import { ApplicationCommandType, InteractionType } from "discord.js";
import type {
  APIApplicationCommandInteraction,
  APIMessageComponentInteraction,
  APIModalSubmitInteraction,
} from "discord.js";
import { UserError } from "../../../domain/errors/errors.ts";
import type { Origin, Press } from "../../../domain/messages/invocation.ts";
import type { KeyValueStore } from "../../../domain/key-value.ts";
import type { ReplyRef } from "../../../domain/messages/reply.ts";
import type { Answer, Handlers } from "../../platform.ts";
import { readPressId } from "../../press-id.ts";
import type { Draft } from "../form/form.ts";
import { missingPermissions } from "../arguments/permissions.ts";
import { submitted } from "../form/submission.ts";
import { commandOf } from "../arguments/read-arguments.ts";

interface ToHandlersParts {
  readonly handlers: Handlers;
  readonly keyValue: KeyValueStore;
}

type HandledInteraction = APIApplicationCommandInteraction | APIMessageComponentInteraction | APIModalSubmitInteraction;

interface Question<Kind extends HandledInteraction = HandledInteraction> {
  readonly interaction: Kind;
  readonly origin: Origin;
  readonly reply: ReplyRef;
}

/** Puts to the handlers what a person did. @throws UserError as the handlers do, and where no result could be delivered */
export async function toHandlers(parts: ToHandlersParts, { interaction, origin, reply }: Question): Promise<Answer> {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      return await askCommand(parts.handlers, { interaction, origin, reply });
    case InteractionType.MessageComponent:
      return await askPress(parts.handlers, { interaction, origin, reply });
    case InteractionType.ModalSubmit:
      return await askSubmission(parts, { interaction, origin, reply });
  }
}

async function askCommand(
  handlers: Handlers,
  { interaction, origin, reply }: Question<APIApplicationCommandInteraction>,
): Promise<Answer> {
  if (interaction.data.type !== ApplicationCommandType.ChatInput) throw new UserError("generation.unknown");
  // A page needs nothing but the answer itself.
  const spec = handlers.commands.find(({ name }) => name === interaction.data.name);
  if (spec?.answer !== "page") mustDeliver(interaction);
  return await handlers.invoke({ ...origin, ...commandOf(interaction.data) }, reply);
}

async function askPress(
  handlers: Handlers,
  { interaction, origin, reply }: Question<APIMessageComponentInteraction>,
): Promise<Answer> {
  const pressed = readPressId(interaction.data.custom_id);
  if (pressed === null) throw new UserError("generation.unknown");
  if (STARTS[pressed.action]) mustDeliver(interaction);
  return await handlers.press({ ...origin, ...pressed }, reply);
}

/** Whether a press can be the beginning of a run. */
const STARTS: Readonly<Record<Press["action"], boolean>> = {
  cancel: false,
  again: true,
  edit: true,
  run: true,
  decline: false,
  list: false,
  bring: true,
};

async function askSubmission(
  { handlers, keyValue }: ToHandlersParts,
  { interaction, origin, reply }: Question<APIModalSubmitInteraction>,
): Promise<Answer> {
  const draft = await keyValue.get<Draft>(draftKey(interaction.data.custom_id.slice(FORM_PREFIX.length)));
  if (draft === undefined) throw new UserError("press.expired", { detail: { of: "form" } });
  mustDeliver(interaction);
  return await handlers.invoke(
    { ...origin, command: draft.command, values: submitted(interaction, draft, handlers) },
    reply,
  );
}

/** Before any money is held: a result that cannot be delivered would be paid for all the same. */
function mustDeliver(interaction: HandledInteraction): void {
  const permissions = missingPermissions(interaction);
  if (permissions.length > 0) throw new UserError("guild.missing_permission", { detail: { permissions } });
}

const FORM_PREFIX = "form:";

/** The modal's custom ID, which leads to its draft after any restart. */
export const formId = (pressId: string): string => `${FORM_PREFIX}${pressId}`;

export const draftKey = (pressId: string): string => `discord:draft:${pressId}`;
