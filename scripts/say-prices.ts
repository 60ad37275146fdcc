import { PRICE_PREFIX } from "../src/budget/prices.ts";
import type { Database } from "../src/store/open-store.ts";
import { connect, migrateAll } from "../src/store/tools/connect.ts";

/** 0: forgotten, or listed; 1: nothing is known of this model. */
export async function forgetPrices(database: Database, model: string, yes: boolean): Promise<number> {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(model)) {
    console.error("npm run db:forget-price -- MODEL [--yes]     MODEL as in schemas/, such as wan2-7-image");
    return 64;
  }
  await using connection = connect(database);
  await migrateAll(connection);
  const theirs = `${PRICE_PREFIX}${model}:`;
  const rows = await connection.db
    .selectFrom("key_value")
    .select(["key", "value_json"])
    .where("key", ">=", theirs)
    .where("key", "<", `${PRICE_PREFIX}${model};`)
    .orderBy("key")
    .execute();
  if (rows.length === 0) {
    console.error(`Nothing was learned of ${model}.`);
    return 1;
  }
  console.log(`Learned of ${model}, in micro-dollars by week:`);
  for (const { key, value_json: value } of rows) console.log(`  ${key.slice(theirs.length)}: ${value}`);
  if (!yes) {
    console.log("Nothing was changed: add --yes to forget it.");
    return 0;
  }
  const keys = rows.map(({ key }) => key);
  await connection.db.deleteFrom("key_value").where("key", "in", keys).execute();
  console.log("Forgotten. A bot that runs notices with its next run.");
  return 0;
}
