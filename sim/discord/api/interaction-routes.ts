import { MessageFlags } from "discord-api-types/v10";
import { checkChoices } from "../rules/choice-rules.ts";
import { Fields } from "../rules/fields.ts";
import { Form } from "../rules/form.ts";
import type { Interaction, Modal } from "../state/interaction.ts";
import type { LiveInteraction } from "../state/interaction-store.ts";
import { checkModal } from "../rules/modal-rules.ts";
import type { Message } from "../state/message.ts";
import type { Draft } from "../rules/message-rules.ts";
import { viewMessage } from "../state/message-view.ts";
import type { SentBody } from "./multipart.ts";
import { REFUSED, Refusal } from "../rules/refusal.ts";
import { isPrivate, responseDraft } from "./response-draft.ts";
import type { Rest } from "./rest.ts";
import type { Discord } from "../state/state.ts";

const { Ephemeral, Loading } = MessageFlags;

/** https://docs.discord.com/developers/interactions/receiving-and-responding#create-interaction-response */
export function serveInteractions(rest: Rest, discord: Discord): void {
  rest.post("/interactions/:id/:token/callback", (c) => {
    const { id, token } = c.req.param();
    const live = discord.interactions.unanswered(id, token);
    const message = respond(discord, live, c.var.body);
    const asked = c.req.query("with_response");
    if (asked !== "true" && asked !== "1") return c.body(null, 204);
    return c.json(viewCallback(discord, live.handle, message));
  });
}

function viewCallback(discord: Discord, handle: Interaction, message: Message | undefined): object {
  const type = handle.response?.type;
  const interaction = {
    id: handle.id,
    type: { command: 2, component: 3, autocomplete: 4, modal: 5 }[handle.kind],
    ...(message && {
      response_message_id: message.id,
      response_message_loading: (message.flags & Loading) !== 0,
      response_message_ephemeral: message.ephemeral,
    }),
  };
  const shown = type === 4 || type === 7 ? message : undefined;
  return { interaction, resource: { type, ...(shown && { message: viewMessage(discord, shown) }) } };
}

/** Applies a first response, or throws what Discord answers. */
function respond(discord: Discord, live: LiveInteraction, body: SentBody): Message | undefined {
  const form = new Form();
  const fields = Fields.read(form, body.json ?? {});
  const type = fields?.choice("type", allowedTypes(live));
  form.close();
  const sent: Sent = { form: form.at("data"), body: { json: fields?.raw("data"), files: body.files } };
  switch (type) {
    case 4:
      return reply(discord, live, sent);
    case 5:
      return defer(discord, live, sent);
    case 6: {
      const message = source(discord, live);
      live.originalId = message.id;
      discord.interactions.acknowledge(live, { type, message });
      return message;
    }
    case 7:
      return update(discord, live, sent);
    case 8:
      suggest(discord, live, sent);
      return undefined;
    case 9:
      openModal(discord, live, sent);
      return undefined;
    case undefined:
      return undefined;
  }
}

type ResponseType = 4 | 5 | 6 | 7 | 8 | 9;

interface Sent {
  readonly form: Form;
  readonly body: SentBody;
}

/** A form is no answer to a form; messages are updated only from a message. */
function allowedTypes({ handle }: LiveInteraction): readonly ResponseType[] {
  switch (handle.kind) {
    case "command":
      return [4, 5, 9];
    case "component":
      return [4, 5, 6, 7, 9];
    case "autocomplete":
      return [8];
    case "modal":
      return handle.sourceMessageId === undefined ? [4, 5] : [4, 5, 6, 7];
  }
}

function reply(discord: Discord, live: LiveInteraction, { form, body }: Sent): Message {
  const draft = responseDraft(discord, live, { form, body, existing: undefined });
  return answerWith(discord, live, { draft, type: 4 });
}

function defer(discord: Discord, live: LiveInteraction, { form, body }: Sent): Message {
  const flags = Fields.read(form, body.json ?? {})?.integer("flags") ?? 0;
  if ((flags & ~Ephemeral) !== 0) form.at("flags").fail("MESSAGE_FLAGS_INVALID", "Only EPHEMERAL can be set here");
  if (body.files.length > 0) form.at("attachments").fail("ATTACHMENTS_FORBIDDEN", "Nothing can be attached here");
  form.close();
  const draft: Draft = {
    flags: flags | Loading,
    content: "",
    components: [],
    attachments: [],
    placed: new Set(),
    allowedMentions: undefined,
    mentioned: { everyone: false, users: [], roles: [] },
  };
  return answerWith(discord, live, { draft, type: 5 });
}

function answerWith(
  discord: Discord,
  live: LiveInteraction,
  { draft, type }: { readonly draft: Draft; readonly type: 4 | 5 },
): Message {
  const { handle } = live;
  const isHidden = (draft.flags & Ephemeral) !== 0 || isPrivate(discord, live);
  const flags = isHidden ? draft.flags | Ephemeral : draft.flags;
  const message = discord.messages.create(
    { ...draft, flags },
    {
      channelId: handle.channelId,
      guildId: handle.guildId,
      author: discord.bot,
      origin: "response",
      interactionId: handle.id,
      replyTo: handle.sourceMessageId,
      visibleTo: isHidden ? handle.userId : undefined,
    },
  );
  live.originalId = message.id;
  discord.interactions.acknowledge(live, { type, message });
  return message;
}

function source(discord: Discord, { handle }: LiveInteraction): Message {
  const message = discord.messages.find(handle.sourceMessageId ?? "");
  if (!message) throw new Refusal(REFUSED.unknownMessage);
  return message;
}

function update(discord: Discord, live: LiveInteraction, { form, body }: Sent): Message {
  const existing = source(discord, live);
  const message = discord.messages.edit(existing.id, responseDraft(discord, live, { form, body, existing }));
  live.originalId = message.id;
  discord.interactions.acknowledge(live, { type: 7, message });
  return message;
}

function suggest(discord: Discord, live: LiveInteraction, { form, body }: Sent): void {
  const fields = Fields.read(form, body.json ?? {});
  if (fields && !fields.has("choices")) fields.missing("choices");
  if (fields) checkChoices(fields, live.focusedType);
  form.close();
  const { choices } = body.json as { choices: [] };
  discord.interactions.acknowledge(live, { type: 8, choices });
}

function openModal(discord: Discord, live: LiveInteraction, { form, body }: Sent): void {
  checkModal(form, body.json);
  form.close();
  const data = body.json as Modal["data"];
  const modal = { interactionId: live.handle.id, openedFor: live.handle.userId, data };
  discord.interactions.acknowledge(live, { type: 9, modal });
}
