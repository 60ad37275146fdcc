import {
  ApplicationCommandOptionType as Type,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
} from "discord.js";
import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandOption,
  APIApplicationCommandSubcommandOption,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import { TerminalError } from "../../../domain/errors/errors.ts";
import type { Choice, CommandSpec, Option, Subcommand } from "../../../domain/messages/option.ts";
import { clip } from "../../../domain/text/clip.ts";
import { LIMITS } from "../limits.ts";

export type Definition = RESTPostAPIChatInputApplicationCommandsJSONBody;

/** Discord needs not know what a command answers with. */
type Spec = Omit<CommandSpec, "answer">;

/**
 * The commands as Discord wants them, in the order given.
 * @throws TerminalError `command.too_large`: Discord would refuse the whole list
 */
export const definitions = (commands: readonly Spec[]): readonly Definition[] => commands.map(definition);

function definition({ name, description, options, subcommands }: Spec): Definition {
  const made: Definition = {
    type: ApplicationCommandType.ChatInput,
    name,
    description: clip(description, LIMITS.descriptionChars),
    options: subcommands === undefined ? optionsOf(options) : subcommands.map(subcommandOf),
    // On servers that added the bot, and nowhere else: there somebody answers for the cost.
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild],
  };
  const most = Math.max(...[made, ...(subcommands ?? [])].map(({ options: own = [] }) => own.length));
  const detail = { command: name, options: most, chars: charsOf(made) };
  if (detail.options > LIMITS.optionsPerCommand || detail.chars > LIMITS.commandChars) {
    throw new TerminalError("command.too_large", { detail });
  }
  return made;
}

const subcommandOf = ({ name, description, options }: Subcommand): APIApplicationCommandSubcommandOption => ({
  type: Type.Subcommand,
  name,
  description: clip(description, LIMITS.descriptionChars),
  options: optionsOf(options),
});

/** Discord wants what is required first; otherwise the order is the command's own. */
const optionsOf = (options: readonly Option[]): APIApplicationCommandBasicOption[] =>
  options.toSorted((a, b) => Number(b.required) - Number(a.required)).map(optionOf);

function optionOf(option: Option): APIApplicationCommandBasicOption {
  const { name, required } = option;
  const base = { name, required, description: clip(option.description || option.title, LIMITS.descriptionChars) };
  switch (option.kind) {
    case "text":
      return { ...base, type: Type.String, ...length(option) };
    case "choice":
      return areShort(option.choices)
        ? { ...base, type: Type.String, choices: option.choices.map(choiceOf) }
        : { ...base, type: Type.String, autocomplete: true };
    case "suggested":
      return { ...base, type: Type.String, autocomplete: true };
    case "integer":
      return { ...base, type: Type.Integer, ...range(option) };
    case "boolean":
      return { ...base, type: Type.Boolean };
    case "file":
      return { ...base, type: Type.Attachment, file_types: [option.accepts] };
    case "member":
      return { ...base, type: Type.User };
    case "role":
      return { ...base, type: Type.Role };
    case "channel":
      return { ...base, type: Type.Channel, channel_types: [...CHANNELS] };
  }
}

/** Where a slash command can be typed and its answer read, and a forum, whose posts are threads. */
const CHANNELS = [
  ChannelType.GuildText,
  ChannelType.GuildVoice,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildStageVoice,
  ChannelType.GuildForum,
  ChannelType.GuildMedia,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
] as const;

/** What is longer than a menu takes is completed while typing instead. */
const areShort = (choices: readonly Choice[]): boolean =>
  choices.length <= LIMITS.choices && choices.every(({ value }) => value.length <= LIMITS.choiceChars);

/** As a menu and as a completion shows it. */
export const choiceOf = ({ label, value }: Choice): { readonly name: string; readonly value: string } => ({
  name: clip(label || value, LIMITS.choiceChars),
  value,
});

function length({ minLength, maxLength }: Extract<Option, { kind: "text" }>): {
  min_length?: number;
  max_length?: number;
} {
  const max = Math.min(maxLength ?? LIMITS.textOptionChars, LIMITS.textOptionChars);
  return { ...(minLength === null ? {} : { min_length: Math.min(minLength, max) }), max_length: Math.max(1, max) };
}

const range = ({ min, max }: Extract<Option, { kind: "integer" }>): { min_value?: number; max_value?: number } => ({
  ...(min === null ? {} : { min_value: Math.max(min, Number.MIN_SAFE_INTEGER) }),
  ...(max === null ? {} : { max_value: Math.min(max, Number.MAX_SAFE_INTEGER) }),
});

/** What counts towards Discord's limit: every name, description and value, those of subcommands too. */
function charsOf({ name, description, options = [] }: Described): number {
  const ofOptions = options.map((option) => {
    const choices = "choices" in option ? (option.choices ?? []) : [];
    const ofChoices = choices.map((choice) => choice.name.length + String(choice.value).length);
    return ofChoices.reduce((all, chars) => all + chars, charsOf(option));
  });
  return ofOptions.reduce((all, chars) => all + chars, name.length + description.length);
}

interface Described {
  readonly name: string;
  readonly description: string;
  readonly options?: readonly APIApplicationCommandOption[] | undefined;
}
