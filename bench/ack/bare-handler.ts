// What `ack.ts` compares with: the least that a discord.js bot can do with a command.

import { serveBarely } from "./serve-barely.ts";

await serveBarely(async (interaction) => await interaction.deferReply());
