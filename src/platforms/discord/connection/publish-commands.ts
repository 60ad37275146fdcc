import { createHash } from "node:crypto";
import { ApplicationCommandType, Routes } from "discord.js";
import type { REST } from "discord.js";
import { TerminalError } from "../../../domain/errors/errors.ts";
import type { BotError } from "../../../domain/errors/errors.ts";
import type { Log } from "../../../domain/log.ts";
import type { KeyValueStore } from "../../../domain/key-value.ts";
import type { CommandSpec } from "../../../domain/messages/option.ts";
import { definitions } from "./command-definitions.ts";
import type { Definition } from "./command-definitions.ts";
import { toBotError } from "../api/errors.ts";
import { entryFault } from "./gateway.ts";

interface PublishParts {
  readonly rest: REST;
  readonly keyValue: KeyValueStore;
  readonly log: Log;
  readonly applicationId: string;
  /** Null: on every server. */
  readonly guildId: string | null;
}

/**
 * Tells Discord the commands, all in one request, and only when they changed since the last time: a restart must not
 * spend the 200 creations a day, nor make clients load them again.
 */
export async function publish(parts: PublishParts, commands: readonly CommandSpec[]): Promise<void> {
  const { rest, keyValue, log, applicationId, guildId } = parts;
  const body = guildId === null ? definitions(commands) : definitions(commands).map(forOneGuild);
  const hash = createHash("sha256").update(JSON.stringify(body)).digest("hex");
  const key = `discord:published:${applicationId}:${guildId ?? "all"}`;
  const route =
    guildId === null
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  try {
    if ((await keyValue.get<string>(key)) === hash && (await areThere(rest, route, commands))) return;
    await rest.put(route, { body });
  } catch (error) {
    throw entryFault(guildId === null ? toBotError(error) : ofGuild(toBotError(error), guildId));
  }
  await keyValue.set(key, hash);
  log.info({ commands: commands.length, guildId }, "discord commands published");
}

/** "Unknown Guild" and "Missing Access": the one server whose commands were asked for is not the bot's. */
const NOT_THERE = [10_004, 50_001];

const ofGuild = (fault: BotError, guildId: string): BotError =>
  "apiCode" in fault.detail && NOT_THERE.includes(Number(fault.detail.apiCode))
    ? new TerminalError("discord.unknown_guild", { detail: { guildId } })
    : fault;

/** Where they can be used is a question for global commands alone. */
const forOneGuild = ({
  type = ApplicationCommandType.ChatInput,
  name,
  description,
  options = [],
}: Definition): Definition => ({
  type,
  name,
  description,
  options,
});

/** Somebody may have removed them from elsewhere, so having published once is not enough. */
async function areThere(rest: REST, route: `/${string}`, commands: readonly CommandSpec[]): Promise<boolean> {
  const listed = await rest.get(route);
  const names = new Set(Array.isArray(listed) ? listed.map(({ name }: { name: string }) => name) : []);
  return names.size === commands.length && commands.every(({ name }) => names.has(name));
}
