// A person runs a slash command, or types into an option that completes itself.
import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type APIApplicationCommand,
} from "discord-api-types/v10";
import { followPath, type CommandPath } from "./command-path.ts";
import { dispatchInteraction } from "./dispatch-interaction.ts";
import type { LiveInteraction } from "../state/interaction-store.ts";
import { fillOption, forgeOption, type Filling } from "./option-values.ts";
import { ClientRefusal } from "../../kit/client-refusal.ts";
import type { ActOptions, OptionValues } from "../state/people.ts";
import { Resolved } from "./resolved.ts";
import type { Discord } from "../state/state.ts";
import type { Member } from "../state/places.ts";
import { known } from "../../kit/known.ts";

export interface Typed {
  readonly channelId: string;
  readonly name: string;
  readonly values: OptionValues;
  readonly options: ActOptions;
}

export function runCommand(discord: Discord, member: Member, typed: Typed): LiveInteraction {
  const { channelId, name, values, options } = typed;
  const path = options.forged ? forgedPath(discord, member, name) : offered(discord, member, typed);
  const filling = fillingOf(discord, member, typed);
  if (!options.forged) checkNames(path, values);
  const filled = Object.entries(values).map(([key, value]) => {
    const option = path.options.find((one) => one.name === key);
    if (options.forged || !option) return { name: key, ...forgeOption(value, filling.resolved) };
    return { name: key, type: option.type, value: fillOption(option, value, filling) };
  });
  return dispatchInteraction(discord, member, {
    ...options,
    kind: "command",
    name,
    channelId,
    data: dataOf(path, path.wrap(filled), filling.resolved),
  });
}

/** `focused` is sent as typed so far, unchecked, as is what else is filled in. */
export function runAutocomplete(
  discord: Discord,
  member: Member,
  { focused, ...typed }: Typed & { readonly focused: string },
): LiveInteraction {
  const path = offered(discord, member, typed);
  const option = path.options.find(({ name }) => name === focused);
  if (!option || !("autocomplete" in option) || !option.autocomplete) {
    throw new ClientRefusal(`option "${focused}" of /${typed.name} does not complete itself`);
  }
  const { resolved } = fillingOf(discord, member, typed);
  const filled = Object.entries({ [focused]: "", ...typed.values }).map(([key, value]) => {
    const type = path.options.find(({ name }) => name === key)?.type;
    const sent = forgeOption(value, resolved);
    return key === focused
      ? { name: key, type: option.type, value: String(sent.value), focused: true }
      : { name: key, type: type ?? sent.type, value: sent.value };
  });
  return dispatchInteraction(discord, member, {
    kind: "autocomplete",
    name: typed.name,
    channelId: typed.channelId,
    focusedType: option.type,
    data: dataOf(path, path.wrap(filled), resolved),
  });
}

function fillingOf(discord: Discord, member: Member, { channelId, options }: Typed): Filling {
  const guild = known(discord.places.guilds, member.guildId);
  const uploadLimitBytes = options.attachmentSizeLimit ?? guild.uploadLimitBytes;
  return { resolved: new Resolved(discord, channelId), uploadLimitBytes };
}

function dataOf({ command }: CommandPath, options: readonly object[], { data }: Resolved): object {
  const { id, name, type, guild_id } = command;
  return { id, name, type, options, ...(guild_id && { guild_id }), ...(data && { resolved: data }) };
}

/** The command as the client's menu offers it to this person in this channel. */
function offered(discord: Discord, member: Member, { channelId, name, options }: Typed): CommandPath {
  const channel = known(discord.places.channels, channelId);
  if (channel.guildId !== member.guildId) throw new ClientRefusal(`${member.name} is not in that guild`);
  const [root = "", ...words] = name.split(" ");
  const command = discord.commands.find(member.guildId, root);
  if (!command || !isOffered(command, member, options)) throw new ClientRefusal(`there is no command /${root}`);
  if (command.nsfw && !channel.nsfw) throw new ClientRefusal(`/${root} is for age-restricted channels`);
  return followPath(command, words);
}

function isOffered(command: APIApplicationCommand, member: Member, { installedFor = "guild" }: ActOptions): boolean {
  const may = BigInt(member.permissions);
  const needed = command.default_member_permissions;
  const isAdmin = (may & PermissionFlagsBits.Administrator) !== 0n;
  const isAllowed = needed == null || (needed !== "0" && (may & BigInt(needed)) === BigInt(needed));
  const isHere = command.contexts?.includes(InteractionContextType.Guild) ?? true;
  const { GuildInstall, UserInstall } = ApplicationIntegrationType;
  const installed = installedFor === "guild" ? GuildInstall : UserInstall;
  const isInstalled = (command.integration_types ?? [GuildInstall]).includes(installed);
  return (may & PermissionFlagsBits.UseApplicationCommands) !== 0n && (isAdmin || isAllowed) && isHere && isInstalled;
}

/** Any command, published or not. Its first word names it, the rest is sent as subcommands only if they exist. */
function forgedPath(discord: Discord, member: Member, name: string): CommandPath {
  const [root = "", ...words] = name.split(" ");
  const command = discord.commands.find(member.guildId, root);
  if (command) return followPath(command, words);
  return {
    command: { id: discord.newId(), name: root, type: ApplicationCommandType.ChatInput },
    options: [],
    wrap: (filled) => filled,
  };
}

function checkNames({ command, options }: CommandPath, values: OptionValues): void {
  const unknown = Object.keys(values).filter((key) => !options.some(({ name }) => name === key));
  if (unknown.length > 0) throw new ClientRefusal(`/${command.name} has no option ${unknown.join(", ")}`);
  const missing = options.filter(({ name, required }) => required && !(name in values)).map(({ name }) => name);
  if (missing.length > 0) throw new ClientRefusal(`/${command.name} needs ${missing.join(", ")}`);
}
