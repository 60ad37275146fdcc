// `npm run db:check` holds what every budget window says against the ledger, which is right; `npm run db:check --
// --repair` writes the ledger's sums where they differ. The bot may run meanwhile. Ends with 0 when all windows agree or
// were mended, with 1 when any differ.

import { readDatabaseConfig } from "../src/config/config.ts";
import { hasDatabase } from "./has-database.ts";
import { checkLedger } from "./say-ledger.ts";
import { sayProblems } from "./say-problems.ts";

await sayProblems(async () => {
  const database = readDatabaseConfig(process.env);
  return hasDatabase(database) ? await checkLedger(database, process.argv.includes("--repair")) : 78;
});
