// What `ack.ts` compares with as well: the least that a bot can do which must not forget a command. One row is on the disk
// before the answer.

import { mkdirSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { serveBarely } from "./serve-barely.ts";

const { DATA_DIR: folder = "" } = process.env;

mkdirSync(folder, { recursive: true });
const database = new DatabaseSync(`${folder}/commands.db`);
database.exec("pragma journal_mode = wal; pragma synchronous = full; create table command (id text, prompt text)");
const insert = database.prepare("insert into command values (?, ?)");

await serveBarely((interaction) => {
  insert.run(interaction.id, interaction.options.getString("prompt"));
});
