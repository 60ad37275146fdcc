import { formatDollars, fromDollars, ZERO } from "../src/domain/money/money.ts";
import type { Micros } from "../src/domain/money/money.ts";
import type { Database } from "../src/store/open-store.ts";
import { findLost, resolveLost } from "../src/store/tools/resolve-lost.ts";
import { connect, migrateAll } from "../src/store/tools/connect.ts";

interface Wish {
  /** The Idempotency-Key: the interaction's ID, alone or with its platform before it. */
  readonly key: string;
  readonly cost?: string;
  readonly release?: boolean;
  readonly yes?: boolean;
}

const USAGE = `npm run db:resolve -- KEY --cost 0.02     it was made, and cost that
npm run db:resolve -- KEY --release       MindVideo has no charge for this key
With --yes it is done; without, it is only said. KEY is what MindVideo has as the Idempotency-Key.`;

/** 0: done, or said; 1: there is no such run, or nothing to close. */
export async function resolveRun(
  database: Database,
  { key, cost, release = false, yes = false }: Wish,
): Promise<number> {
  const amount = release ? ZERO : readCost(cost);
  if (key === "" || amount === null || (release && cost !== undefined)) {
    console.error(USAGE);
    return 64;
  }
  await using connection = connect(database);
  await migrateAll(connection);
  const run = await findLost(connection.db, key);
  if (run === null) {
    console.error(`No unconfirmed run has the key ${key}: it is unknown, not over, or was closed before.`);
    return 1;
  }
  const { id, hold, model } = run;
  console.log(`${id} (${model}) still holds ${formatDollars(hold)}.`);
  console.log(`Its hold ends, and ${amount === ZERO ? "nothing" : formatDollars(amount)} counts as spent.`);
  if (!yes) {
    console.log("Nothing was changed: add --yes to do it.");
    return 0;
  }
  if (!(await resolveLost(connection.db, run, { cost: amount, at: Date.now() }))) return 1;
  console.log("Done. The ledger has an entry of it.");
  return 0;
}

function readCost(text: string | undefined): Micros | null {
  if (text === undefined || !/^\$?\d{1,6}(\.\d{1,6})?$/.test(text)) return null;
  return fromDollars(text.replace("$", ""));
}
