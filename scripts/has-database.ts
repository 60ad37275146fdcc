import { existsSync } from "node:fs";
import type { Database } from "../src/store/open-store.ts";

/** Opening a file that is not there would make an empty one, in which all is well. */
export function hasDatabase(database: Database): boolean {
  if (database.kind === "postgres" || existsSync(database.path)) return true;
  console.error(`There is no database at ${database.path}: set DATABASE_URL or DATA_DIR as for the bot.`);
  return false;
}
