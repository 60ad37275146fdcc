// `npm run db:export -- FILE` writes all that the database holds into a new file, for `npm run db:import`. Stop the bot
// before: what it does after that moment is not in the file.

import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { readDatabaseConfig } from "../src/config/config.ts";
import { connect, migrateAll } from "../src/store/tools/connect.ts";
import { exportLines } from "../src/store/tools/transfer.ts";
import { hasDatabase } from "./has-database.ts";
import { namedFile, openFile } from "./open-file.ts";
import { sayProblems } from "./say-problems.ts";

async function main(): Promise<number> {
  const database = readDatabaseConfig(process.env);
  const path = namedFile("write");
  if (path === undefined || !hasDatabase(database)) return 78;
  const file = await openFile(path, "wx");
  try {
    await using connection = connect(database);
    await migrateAll(connection);
    await pipeline(Readable.from(exportLines(connection)), file.createWriteStream({ flush: true }));
  } catch (error) {
    await rm(path);
    throw error;
  }
  console.log(`All that the database holds is in ${path}. Keep it safe: prompts and tokens are in it.`);
  return 0;
}

await sayProblems(main);
