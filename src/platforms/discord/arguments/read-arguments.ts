// What a person typed into a command, in the words of the domain. Pure: it reads a payload and nothing else.

import { ApplicationCommandOptionType as Type } from "discord.js";
import type {
  APIApplicationCommandAutocompleteInteraction,
  APIApplicationCommandInteractionDataOption,
  APIAttachment,
  APIChatInputApplicationCommandInteraction,
  APIInteractionDataResolved,
  InteractionType,
} from "discord.js";
import type { Attachment, Mention, OptionValue, OptionValues } from "../../../domain/messages/invocation.ts";
import type { Typing } from "../../../domain/messages/option.ts";
import { lackingIn } from "./permissions.ts";

type Kind = InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete;

interface Step<K extends Kind> {
  readonly name: string;
  readonly options?: readonly APIApplicationCommandInteractionDataOption<K>[];
}

interface Typed<K extends Kind> {
  /** With its subcommand: `budget set`. */
  readonly command: string;
  readonly options: readonly APIApplicationCommandInteractionDataOption<K>[];
}

/** What is filled in stands one level deeper in a subcommand, and two in a group of them. */
function typedOf<K extends Kind>({ name, options = [] }: Step<K>): Typed<K> {
  const [first] = options;
  if (first?.type !== Type.Subcommand && first?.type !== Type.SubcommandGroup) return { command: name, options };
  const inner = typedOf<K>(first);
  return { command: `${name} ${inner.command}`, options: inner.options };
}

export function commandOf(data: APIChatInputApplicationCommandInteraction["data"]): {
  readonly command: string;
  readonly values: OptionValues;
} {
  const { command, options } = typedOf(data);
  const values: Record<string, OptionValue> = {};
  for (const option of options) {
    switch (option.type) {
      case Type.Subcommand:
      case Type.SubcommandGroup:
        break;
      case Type.Attachment: {
        const attachment = attachmentOf(data.resolved, option.value);
        if (attachment !== null) values[option.name] = attachment;
        break;
      }
      case Type.User:
      case Type.Role:
      case Type.Channel:
      case Type.Mentionable:
        values[option.name] = mentionOf(data.resolved, option.type, option.value);
        break;
      case Type.String:
      case Type.Integer:
      case Type.Number:
      case Type.Boolean:
        values[option.name] = option.value;
    }
  }
  return { command, values };
}

type MentionType = Type.User | Type.Role | Type.Channel | Type.Mentionable;

/** A user who is not among the members here is somebody who left, or was never here. */
function mentionOf(resolved: APIInteractionDataResolved | undefined, type: MentionType, id: string): Mention {
  const base = { kind: "mention", id, lacks: null } as const;
  const gone = { name: id, known: false } as const;
  const role = resolved?.roles?.[id];
  if (type === Type.Role || (type === Type.Mentionable && role !== undefined)) {
    return { ...base, of: "role", ...(role === undefined ? gone : { name: role.name, known: true }) };
  }
  if (type === Type.Channel) {
    const channel = resolved?.channels?.[id];
    if (channel === undefined) return { ...base, of: "channel", ...gone };
    return { ...base, of: "channel", name: channel.name ?? id, known: true, lacks: lackingIn(channel) };
  }
  const user = resolved?.users?.[id];
  const member = resolved?.members?.[id];
  if (user === undefined || member === undefined) return { ...base, of: "member", ...gone };
  return { ...base, of: "member", name: member.nick ?? user.global_name ?? user.username, known: true };
}

export function attachmentOf(resolved: APIInteractionDataResolved | undefined, id: string): Attachment | null {
  const file = resolved?.attachments?.[id];
  if (file === undefined) return null;
  return {
    kind: "attachment",
    name: file.filename,
    url: file.url,
    access: "open",
    contentType: file.content_type ?? null,
    bytes: file.size,
    width: file.width ?? null,
    height: file.height ?? null,
    seconds: file.duration_secs ?? null,
    expiresAt: expiryOf(file),
  };
}

/** Discord signs its links, with the second of their end in hexadecimal. */
function expiryOf({ url }: APIAttachment): number | null {
  const seconds = URL.canParse(url) ? Number.parseInt(new URL(url).searchParams.get("ex") ?? "", 16) : Number.NaN;
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}

/** Null when no option is being typed into. */
export function typingOf({ data }: APIApplicationCommandAutocompleteInteraction): Typing | null {
  const { command, options } = typedOf(data);
  const values: Record<string, string | number | boolean> = {};
  let focused: { readonly name: string; readonly text: string } | null = null;
  for (const option of options) {
    if (!("value" in option) || option.type === Type.Attachment) continue;
    if ("focused" in option && option.focused) focused = { name: option.name, text: option.value };
    else values[option.name] = option.value;
  }
  return focused === null ? null : { command, option: focused.name, text: focused.text, values };
}
