import { formatDecimal } from "../src/domain/money/money.ts";
import type { Micros } from "../src/domain/money/money.ts";
import { audit } from "../src/store/queries/audit.ts";
import { connect, migrateAll } from "../src/store/tools/connect.ts";
import type { Database } from "../src/store/open-store.ts";
import type { Discrepancy } from "../src/store/store.ts";

const dollars = (amount: Micros): string => `$${formatDecimal(amount)}`;

function lineOf({ window, kept, ledger }: Discrepancy): string {
  const told = (name: "held" | "spent"): string[] =>
    kept[name] === ledger[name] ? [] : [`${name} ${dollars(kept[name])}, by the ledger ${dollars(ledger[name])}`];
  return `  ${window}: ${[...told("held"), ...told("spent")].join("; ")}`;
}

/** 0: all windows agree, or were mended; 1: some differ. */
export async function checkLedger(database: Database, repair: boolean): Promise<number> {
  await using connection = connect(database);
  await migrateAll(connection);
  const found = await audit(connection.db, repair);
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
