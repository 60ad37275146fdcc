// What `ack.ts` compares with as well: the least that a bot can do which must not forget a command and answers with a card.
// One row is on the disk before the answer; the card is always the same.

import { mkdirSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { ButtonStyle, ComponentType, MessageFlags } from "discord.js";
import { serveBarely } from "./serve-barely.ts";

const { DATA_DIR: folder = "" } = process.env;

mkdirSync(folder, { recursive: true });
const database = new DatabaseSync(`${folder}/commands.db`);
database.exec("pragma journal_mode = wal; pragma synchronous = full; create table command (id text, prompt text)");
const insert = database.prepare("insert into command values (?, ?)");

await serveBarely(async (interaction) => {
  const prompt = interaction.options.getString("prompt");
  insert.run(interaction.id, prompt);
  await interaction.reply({
    flags: MessageFlags.IsComponentsV2,
    withResponse: true,
    components: [
      {
        type: ComponentType.Container,
        components: [
          {
            type: ComponentType.TextDisplay,
            content: `### On its way\n> ${prompt ?? ""}\n-# <@${interaction.user.id}>`,
          },
          { type: ComponentType.TextDisplay, content: "Costs up to **$0.0243**" },
          {
            type: ComponentType.ActionRow,
            components: [
              {
                type: ComponentType.Button,
                style: ButtonStyle.Danger,
                label: "Cancel",
                custom_id: `cancel:${interaction.id}`,
              },
            ],
          },
        ],
      },
    ],
  });
});
