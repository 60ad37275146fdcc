// `npm run db:migrate` brings the database's tables up to date, as the bot does when it starts: for whoever wants to have
// that done before. Ends with 0 when they are.

import { readDatabaseConfig } from "../src/config/config.ts";
import { connect, migrateAll } from "../src/store/tools/connect.ts";
import { sayProblems } from "./say-problems.ts";

async function main(): Promise<void> {
  await using connection = connect(readDatabaseConfig(process.env));
  const made = await migrateAll(connection);
  console.log(made.length === 0 ? "The tables are up to date." : `Brought up to date: ${made.join(", ")}`);
}

await sayProblems(main);
