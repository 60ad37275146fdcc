// The database for several processes: the same contract on a real PostgreSQL, from one process and spread over three.
import { describe, onTestFinished } from "vitest";
import { openPostgres } from "../../src/store/postgres/postgres.ts";
import { openDatabase } from "../postgres.ts";
import { storeContract } from "./contract.ts";
import { moneyContract } from "./money-contract.ts";
import type { Ground } from "./money-contract.ts";
import { spread } from "./spread.ts";

async function begin(processes: number): Promise<Ground> {
  const database = await openDatabase();
  onTestFinished(async () => await database[Symbol.asyncDispose]());
  const open = async (now: () => number) => await openPostgres({ url: database.url, now });
  return {
    open: async (now = Date.now) =>
      spread(await Promise.all(Array.from({ length: processes }, async () => await open(now)))),
    count: async (table) => Number((await database.query(`select count(*) from ${table}`))[0]?.["count"]),
    damage: async (sql) => void (await database.query(sql)),
  };
}

storeContract("PostgreSQL store", async () => await begin(1));

describe("PostgreSQL store, each call from another of three processes", () => {
  moneyContract(async () => await begin(3));
});
