// `npm run commands` prints the slash commands as Discord gets them; `npm run commands -- --publish` publishes them, as
// the bot itself does at its start when they changed. For where another process than the bot has to do that.

import { fileURLToPath } from "node:url";
import { REST, Routes } from "discord.js";
import { Keyv } from "keyv";
import { commandSpecs } from "../commands/index.ts";
import { loadCatalog } from "../src/catalog/load.ts";
import { readConfig } from "../src/config/config.ts";
import type { CommandSpec } from "../src/domain/messages/option.ts";
import { createLog } from "../src/start/log.ts";
import { definitions } from "../src/platforms/discord/connection/command-definitions.ts";
import { OPTION_LIMITS } from "../src/platforms/discord/limits.ts";
import { withoutModelsOff } from "../src/config/models-off.ts";
import { publish } from "../src/platforms/discord/connection/publish-commands.ts";

const SCHEMAS = fileURLToPath(new URL("../schemas/", import.meta.url));

const specs = async (modelsOff: readonly string[]): Promise<readonly CommandSpec[]> =>
  commandSpecs(withoutModelsOff((await loadCatalog(SCHEMAS)).within(OPTION_LIMITS), modelsOff));

async function publishAll(): Promise<void> {
  const { discord, modelsOff, logLevel } = readConfig(process.env);
  if (discord === null) throw new Error("DISCORD_TOKEN is not set.");
  const rest = new REST({ api: discord.apiUrl }).setToken(discord.token);
  const { id: applicationId } = (await rest.get(Routes.currentApplication())) as { readonly id: string };
  const { guildId } = discord;
  await publish(
    { rest, keyValue: new Keyv(), log: createLog(logLevel), applicationId, guildId },
    await specs(modelsOff),
  );
}

if (process.argv.includes("--publish")) await publishAll();
else console.log(JSON.stringify(definitions(await specs([])), null, 2));
