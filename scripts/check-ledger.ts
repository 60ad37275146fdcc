// `npm run db:check` holds what every budget window says against the ledger, which is right; `npm run db:check --
// --repair` writes the ledger's sums where they differ. The bot may run meanwhile. Ends with 0 when all windows agree or
// were mended, with 1 when any differ.

import { existsSync } from "node:fs";
import { readDatabaseConfig } from "../src/config.ts";
import { formatDecimal } from "../src/domain/money.ts";
import type { Micros } from "../src/domain/money.ts";
import { problemsOf } from "../src/start-problems.ts";
import { openStore } from "../src/store/open-store.ts";
import type { Database } from "../src/store/open-store.ts";
import type { Discrepancy } from "../src/store/store.ts";

/** Sysexits' EX_CONFIG, as of the bot itself. */
const EXIT_CONFIG = 78;

const dollars = (amount: Micros): string => `$${formatDecimal(amount)}`;

function lineOf({ window, kept, ledger }: Discrepancy): string {
  const told = (name: "held" | "spent"): string[] =>
    kept[name] === ledger[name] ? [] : [`${name} ${dollars(kept[name])}, by the ledger ${dollars(ledger[name])}`];
  return `  ${window}: ${[...told("held"), ...told("spent")].join("; ")}`;
}

async function check(database: Database, repair: boolean): Promise<number> {
  await using store = await openStore(database, { now: Date.now });
  const found = await store.audit(repair);
  if (found.length === 0) {
    console.log("Every budget window agrees with the ledger.");
    return 0;
  }
  const count = found.length === 1 ? "1 budget window" : `${found.length} budget windows`;
  console.log([`${count} did not agree with the ledger:`, ...found.map(lineOf)].join("\n"));
  console.log(
    repair ? "Now they hold the ledger's sums." : "Nothing was changed: `npm run db:check -- --repair` does.",
  );
  return repair ? 0 : 1;
}

async function main(): Promise<number> {
  const database = readDatabaseConfig(process.env);
  // Opening would make an empty one, in which all is well.
  if (database.kind === "postgres" || existsSync(database.path))
    return await check(database, process.argv.includes("--repair"));
  console.error(`There is no database at ${database.path}: set DATABASE_URL or DATA_DIR as for the bot.`);
  return EXIT_CONFIG;
}

try {
  process.exitCode = await main();
} catch (error) {
  const problems = problemsOf(error);
  if (problems === null) throw error;
  console.error(problems.lines.join("\n"));
  process.exitCode = EXIT_CONFIG;
}
