// `npm run db:import -- FILE` writes what `npm run db:export` has written into the empty database that DATABASE_URL names,
// all of it or nothing, and holds the budget windows against the ledger there. Start the bot after it.

import { readDatabaseConfig } from "../src/config/config.ts";
import { connect, migrateAll } from "../src/store/tools/connect.ts";
import { importLines } from "../src/store/tools/transfer.ts";
import { namedFile, readLines } from "./open-file.ts";
import { checkLedger } from "./say-ledger.ts";
import { sayProblems } from "./say-problems.ts";

async function main(): Promise<number> {
  const database = readDatabaseConfig(process.env);
  const path = namedFile("read");
  if (path === undefined) return 78;
  {
    await using connection = connect(database);
    await migrateAll(connection);
    const counts = await importLines(connection, readLines(path));
    for (const [table, count] of Object.entries(counts)) console.log(`${table}: ${count}`);
  }
  return await checkLedger(database, false);
}

await sayProblems(main);
