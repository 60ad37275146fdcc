// `npm run db:resolve -- KEY --cost 0.02` or `npm run db:resolve -- KEY --release` closes what an unconfirmed run still
// holds, at what MindVideo's own records say of its key. It says first what it will do, and does it with `--yes`.

import { parseArgs } from "node:util";
import { readDatabaseConfig } from "../src/config/config.ts";
import { hasDatabase } from "./has-database.ts";
import { resolveRun } from "./say-resolve.ts";
import { sayProblems } from "./say-problems.ts";

await sayProblems(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { cost: { type: "string" }, release: { type: "boolean" }, yes: { type: "boolean" } },
  });
  const database = readDatabaseConfig(process.env);
  if (!hasDatabase(database)) return 78;
  return await resolveRun(database, { key: positionals[0] ?? "", ...values });
});
