// The messages of an interaction, by its token. No authorization is asked for: the token is one.
// https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages
import { MessageFlags } from "discord-api-types/v10";
import { Form } from "../rules/form.ts";
import type { LiveInteraction } from "../state/interaction-store.ts";
import type { Message } from "../state/message.ts";
import { viewMessage } from "../state/message-view.ts";
import type { SentBody } from "./multipart.ts";
import { REFUSED, Refusal } from "../rules/refusal.ts";
import { isPrivate, responseDraft } from "./response-draft.ts";
import type { Context, Rest } from "./rest.ts";
import type { Discord } from "../state/state.ts";

const { Ephemeral, Loading } = MessageFlags;
/** For an app that the guild itself has not installed. */
const FOLLOW_UPS_MAX = 5;

export function serveWebhooks(rest: Rest, discord: Discord): void {
  rest.post("/webhooks/:application/:token", (c) => {
    const message = followUp(discord, find(discord, c), c.var.body);
    return c.json(viewMessage(discord, message));
  });
  rest.get("/webhooks/:application/:token/messages/:message", (c) => {
    return c.json(viewMessage(discord, pick(discord, find(discord, c), c)));
  });
  rest.patch("/webhooks/:application/:token/messages/:message", (c) => {
    const live = find(discord, c);
    const existing = pick(discord, live, c);
    const draft = responseDraft(discord, live, { form: new Form(), body: c.var.body, existing });
    return c.json(viewMessage(discord, discord.messages.edit(existing.id, draft)));
  });
  rest.delete("/webhooks/:application/:token/messages/:message", (c) => {
    discord.messages.remove(pick(discord, find(discord, c), c).id);
    return c.body(null, 204);
  });
}

function find(discord: Discord, c: Context): LiveInteraction {
  const token = c.req.param("token") ?? "";
  c.set("bucket", discord.buckets.take("interaction", token));
  if (c.req.param("application") !== discord.applicationId) throw new Refusal(REFUSED.unknownWebhook);
  return discord.interactions.answered(token);
}

/** The message that the path names: the first response, or one that this token made. */
function pick(discord: Discord, { handle, originalId }: LiveInteraction, c: Context): Message {
  const named = c.req.param("message") ?? "";
  const message = discord.messages.find(named === "@original" ? (originalId ?? "") : named);
  if (!message || (message.interactionId !== handle.id && message.id !== originalId)) {
    throw new Refusal(REFUSED.unknownMessage);
  }
  return message;
}

/** Right after a defer it edits the waiting message instead, as Discord still does. */
function followUp(discord: Discord, live: LiveInteraction, body: SentBody): Message {
  const { handle } = live;
  discord.buckets.take("followUps", handle.channelId);
  const original = discord.messages.find(live.originalId ?? "");
  const form = new Form();
  if (original && original.flags & Loading) {
    return discord.messages.edit(original.id, responseDraft(discord, live, { form, body, existing: original }));
  }
  if (live.installedFor === "user" && live.followUps >= FOLLOW_UPS_MAX) throw new Refusal(REFUSED.tooManyFollowUps);
  const draft = responseDraft(discord, live, { form, body, existing: undefined });
  live.followUps += 1;
  const isHidden = (draft.flags & Ephemeral) !== 0 || isPrivate(discord, live);
  return discord.messages.create(
    { ...draft, flags: isHidden ? draft.flags | Ephemeral : draft.flags },
    {
      channelId: handle.channelId,
      guildId: handle.guildId,
      author: discord.bot,
      origin: "follow-up",
      interactionId: handle.id,
      replyTo: live.originalId,
      visibleTo: isHidden ? handle.userId : undefined,
    },
  );
}
