// The way from one machine to several: what SQLite held has to be in PostgreSQL, all of it, or nothing may be. If this breaks,
// somebody who outgrows one machine loses runs, money or settings, and learns of it later.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { micros } from "../../src/domain/money/money.ts";
import { connect, migrateAll } from "../../src/store/tools/connect.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { Database } from "../../src/store/open-store.ts";
import type { Claim, Store } from "../../src/store/store.ts";
import { exportLines, importLines } from "../../src/store/tools/transfer.ts";
import { openDatabase } from "../postgres.ts";
import { A_CHANGE, aGeneration } from "./a-generation.ts";

const PRICE = aGeneration({}).hold;
const subject = { kind: "guild", platform: "discord", guildId: "10" } as const;
const guild: Claim = { window: "discord:10:guild:month:2026-11:0", cap: micros(10_000 * PRICE), since: 0, subject };
const now = Date.now;

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "atelier-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const aFile = (): Database => ({ kind: "sqlite", path: join(aFolder(), "atelier.db") });

async function aServer(): Promise<Database> {
  const database = await openDatabase();
  onTestFinished(async () => await database[Symbol.asyncDispose]());
  return { kind: "postgres", url: database.url };
}

/** More of everything than goes into one statement, and one run in each state. */
async function live(store: Store): Promise<void> {
  const change = { ...A_CHANGE, note: "it's “ours” \\ \n" };
  const caps = [{ scope: { kind: "member", id: "30" }, period: "day", amount: micros(5_000_000_000_000) }] as const;
  await store.changeRules({ ...change, apply: (rules) => ({ ...rules, caps, timeZone: "Asia/Kolkata" }) });
  for (let index = 1; index <= 600; index += 1) {
    const prompt = `ein Fuchs 🦊 \u0000 ${index}`;
    await store.accept(aGeneration({ interactionId: String(index), createdAt: index, values: { prompt } }), () => [
      guild,
    ]);
  }
  for (const id of ["2", "3", "4", "5"]) await store.beginSubmission(`discord:${id}`, 5);
  for (const id of ["3", "4", "5"])
    await store.recordSubmitted(`discord:${id}`, { taskId: `t${id}`, phase: "queued", hold: micros(1_000), at: 6 });
  await store.settle("discord:4", { kind: "made", cost: micros(999), media: [], seed: 7 }, 7);
  await store.settle("discord:5", { kind: "lost", cost: micros(0) }, 8);
  await store.recordDelivered("discord:4", aGeneration({}).reply);
  await store.cancel("discord:6", 9);
  await store.keyValue.set("price:m", micros(24_300));
  await store.keyValue.set("draft", { prompt: "brief" }, 3_600_000);
}

async function exported(database: Database): Promise<string[]> {
  await using connection = connect(database);
  await migrateAll(connection);
  return await Array.fromAsync(exportLines(connection));
}

async function imported(database: Database, lines: readonly string[]) {
  await using connection = connect(database);
  await migrateAll(connection);
  return await importLines(
    connection,
    (async function* () {
      yield* lines;
    })(),
  );
}

async function history(): Promise<{ file: Database; lines: string[] }> {
  const file = aFile();
  {
    await using store = await openStore(file, { now });
    await live(store);
  }
  return { file, lines: await exported(file) };
}

test("PostgreSQL holds to the byte what SQLite held, and goes on from there", async () => {
  const { file, lines } = await history();
  const server = await aServer();
  const counts = await imported(server, lines);
  expect(counts).toMatchObject({
    generation: 600,
    generation_window: 600,
    budget_window: 1,
    guild_cap: 1,
    key_value: 2,
  });
  expect((await exported(server)).toSorted()).toEqual(lines.toSorted());
  await using before = await openStore(file, { now });
  await using after = await openStore(server, { now });
  expect(await after.unfinished()).toEqual(await before.unfinished());
  expect(await after.windows([guild])).toEqual(await before.windows([guild]));
  expect(await after.rules("discord", "10")).toEqual(await before.rules("discord", "10"));
  expect(await after.keyValue.get("draft")).toEqual({ prompt: "brief" });
  expect(await after.get("discord:3")).toEqual(await before.get("discord:3"));
  const query = { platform: "discord", guildId: "10", userId: null, from: 0, to: 1_000 } as const;
  expect(await after.usage(query, "model")).toEqual(await before.usage(query, "model"));
  const latest = await before.guildLedger("discord", "10", 1_000);
  expect(await after.guildLedger("discord", "10", 1_000)).toEqual(latest);
  // A running one ends there, and its entry has a number of its own.
  expect(await after.settle("discord:3", { kind: "made", cost: micros(1_000), media: [], seed: 1 }, 10)).toBe(true);
  expect((await after.ledger("discord:3")).at(-1)?.id).toBeGreaterThan(latest[0]?.id ?? Infinity);
  expect(await after.audit(false)).toEqual([]);
});

test("and back again", async () => {
  const { lines } = await history();
  const [server, file] = [await aServer(), aFile()];
  await imported(server, lines);
  await imported(file, await exported(server));
  expect(await exported(file)).toEqual(lines);
  await using store = await openStore(file, { now });
  await store.settle("discord:1", { kind: "lost", cost: micros(0) }, 10);
  expect((await store.guildLedger("discord", "10", 1))[0]?.generationId).toBe("discord:1");
});

test.each(["sqlite", "postgres"] as const)(
  "what is written meanwhile is in no part of an export of %s",
  async (kind) => {
    const database = kind === "sqlite" ? aFile() : await aServer();
    await using store = await openStore(database, { now });
    await live(store);
    const before = await exported(database);
    await using connection = connect(database);
    const lines: string[] = [];
    for await (const line of exportLines(connection)) {
      if (lines.length === 1) {
        await store.cancel("discord:600", 20);
        await store.accept(aGeneration({ interactionId: "601" }), () => [guild]);
      }
      lines.push(line);
    }
    expect(lines).toEqual(before);
  },
);

test.each([
  ["without an end", (lines: string[]) => lines.slice(0, -1), /has no end/],
  ["with a row less", (lines: string[]) => lines.toSpliced(5, 1), /Of 600 rows of generation, 599 arrived/],
  ["with something else in it", (lines: string[]) => lines.toSpliced(5, 0, "hello\n"), /no export/],
  ["without a beginning", (lines: string[]) => lines.slice(1), /no export/],
  ["with a table nobody knows", (lines: string[]) => lines.toSpliced(5, 0, '{"kind":"row","table":"x"}'), /no export/],
  ["with more after its end", (lines: string[]) => [...lines, lines[1] ?? ""], /after its end/],
  [
    "of another version",
    (lines: string[]) => ['{"kind":"begin","migrations":[]}', ...lines.slice(1)],
    /another version/,
  ],
])("an export %s leaves nothing behind", async (_, spoil, why) => {
  const { lines } = await history();
  const server = await aServer();
  const importing = imported(server, spoil(lines));
  await expect(importing).rejects.toMatchObject({
    code: "transfer.refused",
    detail: { why: expect.stringMatching(why) },
  });
  expect(await exported(server)).toHaveLength(2);
});

test("a database that is in use already is left as it is", async () => {
  const { lines } = await history();
  const server = await aServer();
  await using store = await openStore(server, { now });
  await store.keyValue.set("ours", 1);
  await expect(imported(server, lines)).rejects.toMatchObject({ detail: { why: expect.stringMatching(/not empty/) } });
  expect(await exported(server)).toHaveLength(3);
});

function run(script: string, database: Database, ...options: readonly string[]) {
  const url = database.kind === "sqlite" ? `sqlite:${database.path}` : database.url;
  const path = join(import.meta.dirname, "../../scripts", script);
  const env = { DATABASE_URL: url };
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...options], {
    env,
    encoding: "utf8",
    timeout: 20_000,
  });
  return { status, said: stdout + stderr };
}

test("the programs: migrated, exported to a file of one's own, imported, checked", async () => {
  const { file } = await history();
  const server = await aServer();
  const path = join(aFolder(), "export.jsonl");
  expect(run("db-migrate.ts", server)).toEqual({
    status: 0,
    said: expect.stringMatching(/^Brought up to date: 0001-first\.sql, 0002-processes\.sql/),
  });
  expect(run("db-migrate.ts", server).said).toBe("The tables are up to date.\n");
  expect(run("db-export.ts", file, path)).toMatchObject({ status: 0, said: expect.stringContaining(path) });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(run("db-export.ts", file, path)).toEqual({ status: 78, said: `${path} is there already.\n` });
  const done = run("db-import.ts", server, path);
  expect(done).toMatchObject({
    status: 0,
    said: expect.stringMatching(/generation: 600\n[\s\S]*Every budget window agrees/),
  });
  expect(run("db-import.ts", server, path)).toMatchObject({ status: 78, said: expect.stringMatching(/not empty/) });
  expect(run("check-ledger.ts", server)).toMatchObject({ status: 0, said: expect.stringMatching(/agrees/) });
  const gone: Database = { kind: "sqlite", path: join(aFolder(), "none.db") };
  expect(run("db-export.ts", gone, `${path}2`)).toMatchObject({
    status: 78,
    said: expect.stringMatching(/no database/),
  });
  writeFileSync(`${path}3`, readFileSync(path, "utf8").slice(0, 10_000));
  expect(run("db-import.ts", aFile(), `${path}3`)).toMatchObject({
    status: 78,
    said: expect.stringMatching(/damaged/),
  });
  expect(run("db-import.ts", aFile(), `${path}4`)).toEqual({ status: 78, said: `${path}4 cannot be read (ENOENT).\n` });
});
