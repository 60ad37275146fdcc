import { ApplicationCommandOptionType, Client, Events } from "discord.js";
import type { ChatInputCommandInteraction } from "discord.js";

const { DISCORD_TOKEN = "", DISCORD_API_URL = "" } = process.env;

/** Ends with its parent. */
export async function serveBarely(answer: (to: ChatInputCommandInteraction) => Promise<unknown>): Promise<void> {
  process.on("disconnect", () => process.exit());
  const client = new Client({ intents: [], rest: { api: DISCORD_API_URL } });
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand()) void answer(interaction);
  });
  client.once(Events.ClientReady, ({ application }) => {
    void application.commands.set([
      {
        name: "image",
        description: "Make pictures",
        options: [{ name: "prompt", description: "What to make", type: ApplicationCommandOptionType.String }],
      },
    ]);
  });
  await client.login(DISCORD_TOKEN);
}
