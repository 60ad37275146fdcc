// What interaction routes share: the rules for their messages.
import { MessageFlags, PermissionFlagsBits } from "discord-api-types/v10";
import type { Form } from "../rules/form.ts";
import type { LiveInteraction } from "../state/interaction-store.ts";
import type { Message } from "../state/message.ts";
import { readDraft, type Draft } from "../rules/message-rules.ts";
import type { SentBody } from "./multipart.ts";
import type { Discord } from "../state/state.ts";
import { known } from "../../kit/known.ts";

const { Ephemeral, IsComponentsV2, SuppressEmbeds, SuppressNotifications } = MessageFlags;

interface Sent {
  readonly form: Form;
  readonly body: SentBody;
  readonly existing: Message | undefined;
}

/** Reads and checks the body of a response, a follow-up or an edit of one; throws what is wrong with it. */
export function responseDraft(discord: Discord, live: LiveInteraction, { form, body, existing }: Sent): Draft {
  const draft = readDraft(form, body, {
    existing,
    flags: Ephemeral | IsComponentsV2 | SuppressEmbeds | SuppressNotifications,
    uploadLimitBytes: uploadLimit(discord, live),
    mentions: "interaction",
  });
  form.close();
  if (!draft) throw new Error("a body that was refused had no problem");
  return draft;
}

/** What was advertised may be more than what is taken. */
function uploadLimit({ places }: Discord, { handle, attachmentSizeLimit }: LiveInteraction): number {
  return known(places.guilds, handle.guildId).realUploadLimitBytes ?? attachmentSizeLimit;
}

/** An app that only the person installed answers privately, unless the guild lets it speak (USE_EXTERNAL_APPS). */
export function isPrivate({ places }: Discord, { handle, installedFor }: LiveInteraction): boolean {
  const may = BigInt(known(places.members, handle.userId).permissions);
  return installedFor === "user" && !(may & PermissionFlagsBits.UseExternalApps);
}
