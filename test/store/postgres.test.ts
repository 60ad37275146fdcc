// The database for several processes: the same contract on a real PostgreSQL.
import { expect, onTestFinished, test } from "vitest";
import { micros } from "../../src/domain/money.ts";
import { openPostgres } from "../../src/store/postgres.ts";
import type { Claim, Enlist } from "../../src/store/store.ts";
import { openDatabase } from "../postgres.ts";
import { aGeneration } from "./a-generation.ts";
import { storeContract } from "./contract.ts";

storeContract("PostgreSQL store", async () => {
  const database = await openDatabase();
  onTestFinished(async () => await database[Symbol.asyncDispose]());
  return {
    open: async () => await openPostgres({ url: database.url, now: Date.now }),
    damage: async (sql) => void (await database.query(sql)),
  };
});

const PRICE = aGeneration({}).hold;
const guild: Claim = {
  window: "discord:10:guild:month:2026-11:0",
  cap: micros(1_000_000),
  since: 0,
  counted: { kind: "guild", platform: "discord", guildId: "10" },
};

/** Processes on one database of their own, each with its connections. */
async function processes(count: number, enlist?: Enlist) {
  const database = await openDatabase();
  onTestFinished(async () => await database[Symbol.asyncDispose]());
  const given = { url: database.url, now: Date.now, ...(enlist === undefined ? {} : { enlist }) };
  const stores = await Promise.all(Array.from({ length: count }, async () => await openPostgres(given)));
  for (const store of stores) onTestFinished(async () => await store[Symbol.asyncDispose]());
  const [first] = stores;
  if (first === undefined) throw new Error("none");
  return { database, stores, first };
}

test("P1: the row, the hold and the job are one transaction", async () => {
  const jobs = "create table job (generation_id text primary key, guild_id text not null)";
  const { database, first } = await processes(1, async (tx, { generationId, guildId }) => {
    const { rows } = await tx.executeSql("insert into job values ($1, $2) returning guild_id", [generationId, guildId]);
    expect(rows).toEqual([{ guild_id: "10" }]);
    if (generationId === "discord:2") throw new Error("no room in the queue");
  });
  await database.query(jobs);
  expect(await first.accept(aGeneration({ interactionId: "1" }), () => [guild])).toEqual({ kind: "accepted" });
  const second = first.accept(aGeneration({ interactionId: "2" }), () => [guild]);
  await expect(second).rejects.toThrow("no room in the queue");
  const again = await first.accept(aGeneration({ interactionId: "1" }), () => [guild]);
  expect(again.kind).toBe("duplicate");
  expect(await database.query("select generation_id from job")).toEqual([{ generation_id: "discord:1" }]);
  expect(await first.get("discord:2")).toBeNull();
  expect(await first.windows([guild])).toMatchObject([{ held: PRICE }]);
});
