// Several processes on one PostgreSQL, at the moments when one could pass the other by: a cap that is set while a run is
// written, a window that is opened while a run is settled. If one of these fails, servers spend past their caps.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { once } from "node:events";
import { Client } from "pg";
import { expect, onTestFinished, test } from "vitest";
import { createPrices } from "../../src/budget/prices.ts";
import type { Cap } from "../../src/domain/money/budget.ts";
import type { Outcome } from "../../src/domain/generation.ts";
import { micros } from "../../src/domain/money/money.ts";
import { systemClock } from "../../src/domain/time/clock.ts";
import { openPostgres } from "../../src/store/postgres/postgres.ts";
import type { Claim, Enqueue } from "../../src/store/store.ts";
import { openDatabase } from "../postgres.ts";
import { KeptLog } from "../platforms/contract/kept-log.ts";
import type { Database } from "../postgres.ts";
import { aGeneration } from "./a-generation.ts";

const PRICE = aGeneration({}).hold;
const guild: Claim = {
  window: "discord:10:guild:month:2026-11:0",
  cap: micros(1_000_000),
  since: 0,
  subject: { kind: "guild", platform: "discord", guildId: "10" },
};

/** Three processes on one database of their own, each with its connections. */
async function processes(enqueue?: Enqueue) {
  const database = await openDatabase();
  onTestFinished(async () => await database[Symbol.asyncDispose]());
  const given = { url: database.url, now: Date.now, ...(enqueue === undefined ? {} : { enqueue }) };
  const open = async () => await openPostgres(given);
  const [first, second, third] = await Promise.all([open(), open(), open()]);
  for (const store of [first, second, third]) onTestFinished(async () => await store[Symbol.asyncDispose]());
  return { database, first, second, third };
}

test("P1: the row, the hold and the job are one transaction", async () => {
  const jobs = "create table job (generation_id text primary key, guild_id text not null)";
  const { database, first } = await processes(async (tx, { generationId, guildId }) => {
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

async function byHand(database: Database): Promise<Client> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  onTestFinished(async () => await client.end());
  return client;
}

/** Until somebody waits for a lock. */
async function blocked(database: Database): Promise<void> {
  const waiting = "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
  await expect.poll(async () => (await database.query(waiting)).length, { timeout: 10_000 }).toBe(1);
}

const made: Outcome = { kind: "made", cost: PRICE, media: [], seed: null };

const claims = ({ caps }: { readonly caps: readonly Cap[] }): readonly Claim[] =>
  caps.map(({ amount }) => ({ ...guild, window: "discord:10:guild:month:2026-11:1", cap: amount }));

test("M1: a cap that is set while a run is being written counts it", async () => {
  const written = Promise.withResolvers<null>();
  const commit = Promise.withResolvers<null>();
  const { database, first, second } = await processes(async (_, { generationId }) => {
    if (generationId !== "discord:1") return;
    written.resolve(null);
    await commit.promise;
  });
  const early = first.accept(aGeneration({ interactionId: "1" }), claims);
  await written.promise;
  const change = { platform: "discord", guildId: "10", channelId: "20", userId: "30", at: 1, note: "" } as const;
  const caps = [{ scope: { kind: "guild" }, period: "month", amount: micros(PRICE * 2 - 1) }] as const;
  const changed = second.changeRules({ ...change, apply: (rules) => ({ ...rules, caps }) });
  const late = changed.then(async () => await second.accept(aGeneration({ interactionId: "2" }), claims));
  await blocked(database);
  commit.resolve(null);
  expect(await early).toEqual({ kind: "accepted" });
  expect(await late).toMatchObject({ kind: "full", state: { held: PRICE, spent: 0 } });
});

test("a window that is opened while a run is being settled begins with what was settled", async () => {
  const { database, first, second } = await processes();
  await first.accept(aGeneration({ interactionId: "1" }), () => [guild]);
  const settling = await byHand(database);
  await settling.query("begin");
  await settling.query("update generation set state = 'settled' where id = 'discord:1'");
  const opening = second.windows([{ ...guild, window: "another" }]);
  await blocked(database);
  await settling.query(`insert into ledger
    (at, kind, generation_id, platform, guild_id, channel_id, user_id, model, held_at, held, spent, note)
    select 5, 'settle', id, platform, guild_id, channel_id, user_id, model, created_at, -hold, hold - 1, '' from generation`);
  await settling.query("commit");
  expect(await opening).toEqual([{ window: "another", held: 0, spent: PRICE - 1 }]);
});

test("of two that wait for each other, ours is done again and closes the hold once", async () => {
  const { database, first } = await processes();
  await first.accept(aGeneration({ interactionId: "1" }), () => [guild]);
  const other = await byHand(database);
  await other.query("begin");
  await other.query("update budget_window set alerted = 1");
  const settled = first.settle("discord:1", made, 5);
  await blocked(database);
  await other.query("update generation set phase_since = 1");
  await other.query("commit");
  expect(await settled).toBe(true);
  expect(await first.windows([guild])).toMatchObject([{ held: 0, spent: PRICE }]);
  expect(await first.audit(false)).toEqual([]);
});

test("prices that processes learn at once: the highest stays", async () => {
  const { first, second, third } = await processes();
  const list = { highestPrice: () => micros(1_000), priceKey: () => "a" };
  const prices = [first, second, third].map(({ keyValue }) =>
    createPrices({ list, keyValue, clock: systemClock, log: new KeptLog() }),
  );
  const amounts = Array.from({ length: 30 }, (_, index) => micros(1_000 - index * 7));
  await Promise.all(
    amounts.map(async (amount, index) => await prices[index % 3]?.learn("m", {}, { kind: "charge", amount })),
  );
  expect(await prices[0]?.most("m", {})).toBe(1_000);
});

const add =
  (name: string) =>
  (known: readonly string[] = []) => [...known, name];

test("what processes learn together is united, not replaced", async () => {
  const { first, second, third } = await processes();
  const names = Array.from({ length: 30 }, (_, index) => `learned ${index}`);
  await Promise.all(
    names.map(async (name, index) => await [first, second, third][index % 3]?.keyValue.change("k", add(name))),
  );
  expect((await first.keyValue.get<string[]>("k"))?.toSorted()).toEqual(names.toSorted());
});

const RACER = fileURLToPath(new URL("./racer.ts", import.meta.url));

test("M1: of fifty at once over three processes of the system, as many are accepted as the cap has room for", async () => {
  const { database, first } = await processes();
  const racers = [0, 1, 2].map((racer) => {
    const racing = spawn(process.execPath, [RACER, database.url, String(racer)], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    onTestFinished(() => void racing.kill());
    return { racing, lines: createInterface({ input: racing.stdout })[Symbol.asyncIterator]() };
  });
  for (const { lines } of racers) expect(await lines.next()).toMatchObject({ value: "ready" });
  for (const { racing } of racers) racing.stdin.end("go\n");
  const kinds: string[] = [];
  for (const { racing, lines } of racers) {
    kinds.push(...String((await lines.next()).value).split(" "));
    if (racing.exitCode === null) await once(racing, "exit");
    expect(racing.exitCode).toBe(0);
  }
  expect(kinds).toHaveLength(50);
  expect(kinds.filter((kind) => kind === "accepted")).toHaveLength(17);
  expect(kinds.filter((kind) => kind === "full")).toHaveLength(33);
  expect(await database.query("select sum(held) as held from budget_window where key = 'guild'")).toEqual([
    { held: String(17 * PRICE) },
  ]);
  expect(await first.unfinished()).toHaveLength(17);
  expect(await first.audit(false)).toEqual([]);
});
