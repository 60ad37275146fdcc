// `npm run db:forget-price -- MODEL` lists what was learned of a model's prices, and forgets it with `--yes`: the next
// runs are taken to cost what the model's document says, until the API names another amount.

import { parseArgs } from "node:util";
import { readDatabaseConfig } from "../src/config/config.ts";
import { hasDatabase } from "./has-database.ts";
import { forgetPrices } from "./say-prices.ts";
import { sayProblems } from "./say-problems.ts";

await sayProblems(async () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { yes: { type: "boolean" } } });
  const database = readDatabaseConfig(process.env);
  if (!hasDatabase(database)) return 78;
  return await forgetPrices(database, positionals[0] ?? "", values.yes ?? false);
});
