// What `ack.ts` compares with: the least that a discord.js bot can do with a command.
import { ApplicationCommandOptionType, Client, Events } from "discord.js";

const { DISCORD_TOKEN = "", DISCORD_API_URL = "" } = process.env;

const client = new Client({ intents: [], rest: { api: DISCORD_API_URL } });
client.on(Events.InteractionCreate, (interaction) => {
  if (interaction.isChatInputCommand()) void interaction.deferReply();
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
