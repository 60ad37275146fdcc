// What a message may be, as created and after each edit.
// https://docs.discord.com/developers/resources/message#create-message
import { MessageFlags, type APIMessageTopLevelComponent } from "discord-api-types/v10";
import { planAttachments, type Planned } from "../api/attachment-plan.ts";
import { checkComponents } from "./component-rules.ts";
import { referredNames, textOf } from "./component-walk.ts";
import { Fields } from "./fields.ts";
import type { Form } from "./form.ts";
import { checkAllowedMentions, mentionedIn, type MentionDefault } from "./mentions.ts";
import type { Message, MessageState } from "../state/message.ts";
import type { SentBody } from "../api/multipart.ts";
import { REFUSED, Refusal } from "./refusal.ts";

const { IsComponentsV2, SuppressEmbeds, Loading } = MessageFlags;
const CONTENT_CHARS_MAX = 2_000;

export interface DraftRules {
  /** The message being edited. */
  readonly existing: Message | undefined;
  /** Which flags may be given when it is created. An edit ignores what it cannot change. */
  readonly flags: number;
  readonly uploadLimitBytes: number;
  readonly mentions: MentionDefault;
}

export interface Draft extends Omit<MessageState, "attachments"> {
  readonly attachments: readonly Planned[];
  /** The files that stand inside a component, by name. */
  readonly placed: ReadonlySet<string>;
}

/** Reads a body into the message's next state. What is wrong goes to the form, which the caller closes. */
export function readDraft(form: Form, { json, files }: SentBody, rules: DraftRules): Draft | undefined {
  if (files.some(({ bytes }) => bytes.length > rules.uploadLimitBytes)) throw new Refusal(REFUSED.tooLarge);
  const fields = Fields.read(form, json ?? {});
  if (!fields) return undefined;
  const { existing } = rules;
  const attachments = planAttachments(fields, { files, existing: existing?.attachments });
  const nameable = new Set(attachments.filter((one) => one.nameable).map(({ filename }) => filename));
  const flags = readFlags(fields, rules);
  const content = fields.text("content", { max: CONTENT_CHARS_MAX })?.trim();
  const v2Asked = ((fields.integer("flags") ?? 0) & IsComponentsV2) !== 0;
  const inComponents = fields.given("components")
    ? checkComponents(fields, nameable, v2Asked)
    : stillReferred(form, existing, attachments);
  checkAllowedMentions(fields);
  fields.flag("tts");
  const next = {
    flags,
    content: fields.given("content") ? (content ?? "") : (existing?.content ?? ""),
    components: fields.given("components")
      ? ((fields.raw("components") ?? []) as readonly APIMessageTopLevelComponent[])
      : (existing?.components ?? []),
    allowedMentions: fields.raw("allowed_mentions"),
    attachments,
    placed: inComponents,
  };
  checkLegacy(fields, next);
  return form.failed ? undefined : finish(next, rules.mentions);
}

function finish(next: Omit<Draft, "mentioned">, fallback: MentionDefault): Draft {
  const { content, components, attachments } = next;
  const legacy = content.length + attachments.length;
  if (components.length + (next.flags & IsComponentsV2 ? 0 : legacy) === 0) throw new Refusal(REFUSED.emptyMessage);
  const text = [content, ...textOf(components)].join("\n");
  return { ...next, mentioned: mentionedIn(text, next.allowedMentions, fallback) };
}

/** Components V2 can be switched on by any edit, and never off. */
function readFlags(fields: Fields, { existing, flags: allowed }: DraftRules): number {
  const given = fields.integer("flags", { min: 0 });
  if (!existing) {
    if (((given ?? 0) & ~allowed) !== 0) {
      fields.form.at("flags").fail("MESSAGE_FLAGS_INVALID", "These flags cannot be set here");
    }
    return given ?? 0;
  }
  const changes = ["content", "embeds", "components"].some((key) => fields.has(key));
  if (existing.flags & IsComponentsV2 && !((given ?? 0) & IsComponentsV2) && (given !== undefined || changes)) {
    const message = "The IS_COMPONENTS_V2 flag of a message cannot be removed";
    fields.form.at("flags").fail("MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG", message);
  }
  const kept = existing.flags & ~Loading;
  return given === undefined ? kept : (kept & ~SuppressEmbeds) | (given & (SuppressEmbeds | IsComponentsV2));
}

/** An edit that leaves the components alone must leave their files as well. */
function stillReferred(form: Form, existing: Message | undefined, planned: readonly Planned[]): ReadonlySet<string> {
  const referred = referredNames(existing?.components ?? []);
  for (const name of referred) {
    if (planned.some(({ filename }) => filename === name)) continue;
    const message = `The components still refer to the attachment "${name}"`;
    form.at("components").fail("UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", message);
  }
  return referred;
}

/** With Components V2 nothing but components may carry content. */
function checkLegacy(fields: Fields, { flags, content }: Omit<Draft, "mentioned">): void {
  const used = {
    content: content !== "",
    embeds: (fields.list("embeds") ?? []).length > 0,
    poll: fields.has("poll"),
    sticker_ids: (fields.list("sticker_ids") ?? []).length > 0,
  };
  const isV2 = (flags & IsComponentsV2) !== 0;
  for (const [key, isUsed] of Object.entries(used)) {
    if (isUsed && isV2) {
      const message = `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;
      fields.form.at(key).fail("MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message);
    } else if (isUsed && key !== "content") {
      fields.form.at(key).fail("NOT_SIMULATED", "The simulator knows no embeds, polls or stickers");
    }
  }
}
