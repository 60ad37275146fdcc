// A database that is away: everybody has to learn it in time and by one name, or commands stay unanswered and runs end as
// bugs; and when it is back, nobody may have to be started again.
import { mkdtempSync } from "node:fs";
import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { RetryableError } from "../../src/domain/errors/errors.ts";
import { micros } from "../../src/domain/money/money.ts";
import { migrate } from "../../src/store/migrate.ts";
import { openPostgres } from "../../src/store/postgres/postgres.ts";
import { problemsOf } from "../../src/start/start-problems.ts";
import { createStore } from "../../src/store/queries/create-store.ts";
import { connectSqlite, openSqlite, sqliteDialect } from "../../src/store/sqlite/sqlite.ts";
import type { Claim, Store } from "../../src/store/store.ts";
import { createDatabase, openDatabase } from "../postgres.ts";
import { startPostgres } from "../postgres/start-postgres.ts";
import { aGeneration } from "./a-generation.ts";

const guild: Claim = {
  window: "guild",
  cap: micros(1_000_000),
  since: 0,
  subject: { kind: "guild", platform: "discord", guildId: "10" },
};
const accept = async (store: Store, interactionId: string) =>
  await store.accept(aGeneration({ interactionId }), () => [guild]);

async function expectAway(work: Promise<unknown>): Promise<void> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(RetryableError);
  expect(error).toMatchObject({ code: "database.away" });
}

test("a server that is stopped and started again: away, then as it was, for the same store", async () => {
  await using server = await startPostgres();
  const { url } = await createDatabase(server.url);
  await using store = await openPostgres({ url, now: Date.now });
  await accept(store, "1");
  await server.stop();
  await expectAway(accept(store, "2"));
  await expectAway(store.get("discord:1"));
  await expectAway(store.settle("discord:1", { kind: "lost", cost: micros(0) }, 5));
  await expectAway(store.keyValue.get("key"));
  await expectAway(openPostgres({ url, now: Date.now }));
  await server.start();
  expect(await accept(store, "2")).toEqual({ kind: "accepted" });
  expect((await store.get("discord:1"))?.state).toEqual({ kind: "held" });
});

test("a server that is stopped in the middle of a transaction undoes it", async () => {
  await using server = await startPostgres();
  const { url } = await createDatabase(server.url);
  await using store = await openPostgres({ url, now: Date.now, enqueue: async () => await server.stop() });
  await expectAway(accept(store, "1"));
  await server.start();
  expect(await store.get("discord:1")).toBeNull();
  expect(await store.windows([guild])).toMatchObject([{ held: 0, spent: 0 }]);
});

test("connections that an administrator ends while nobody uses them are not missed", async () => {
  const { database, store } = await opened();
  await accept(store, "1");
  await database.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`);
  // Whoever is told that it ended a moment later meets it as away, and nothing worse.
  await expect.poll(async () => (await store.get("discord:1"))?.id ?? null).toBe("discord:1");
});

test("a statement that an administrator ends is a database that is away for that moment", async () => {
  const { database, store } = await opened();
  await database.query(
    "create function slow() returns trigger language plpgsql as 'begin perform pg_sleep(60); return new; end'",
  );
  await database.query("create trigger slow before insert on ledger for each row execute function slow()");
  const accepting = expectAway(accept(store, "1"));
  const sleeping = "from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'";
  await expect.poll(async () => (await database.query(`select ${sleeping}`)).length).toBe(1);
  await database.query(`select pg_cancel_backend(pid) ${sleeping}`);
  await accepting;
  expect(await store.get("discord:1")).toBeNull();
});

test.each([
  ["no such database", (url: URL) => (url.pathname = "/nowhere"), /has no database of the name in DATABASE_URL/],
  ["no such user", (url: URL) => (url.username = "stranger"), /does not accept the user/],
  ["no such host", (url: URL) => (url.hostname = "nowhere.invalid"), /cannot be reached \(\w+\)/],
  ["no room for another connection", (url: URL) => (url.username = "atelier_alone"), /cannot be reached \(53300\)/],
])("%s: away, and whoever starts the bot is told what to mend", async (_, spoil, line) => {
  await using database = await openDatabase();
  await database.query(
    "do $$ begin create role atelier_alone login connection limit 0; exception when duplicate_object then null; end $$",
  );
  const url = new URL(database.url);
  spoil(url);
  const opening = openPostgres({ url: url.href, now: Date.now });
  await expectAway(opening);
  const told = problemsOf(await opening.catch((error: unknown) => error));
  expect(told?.lines.join()).toMatch(line);
  expect(told?.mayPass).toBe(/reached/.test(line.source));
});

test("a server that takes the connection and says nothing is away before a command is too late to answer", async () => {
  const silent = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void silent.close());
  await once(silent, "listening");
  const { port } = silent.address() as AddressInfo;
  const since = performance.now();
  await expectAway(openPostgres({ url: `postgres://bot@127.0.0.1:${port}/atelier`, now: Date.now }));
  expect(performance.now() - since).toBeLessThan(2_900);
});

/** A way to the server on which nothing arrives any more once it is frozen, and nothing is said to have ended. */
async function freezable(url: string) {
  const { hostname, port } = new URL(url);
  const sockets: Socket[] = [];
  const way = createServer((near) => {
    const far = connect(Number(port), hostname);
    sockets.push(near, far);
    for (const socket of [near, far]) socket.on("error", () => null);
    near.pipe(far).pipe(near);
  }).listen(0, "127.0.0.1");
  await once(way, "listening");
  onTestFinished(() => {
    way.close();
    for (const socket of sockets) socket.destroy();
  });
  const through = new URL(url);
  through.port = String((way.address() as AddressInfo).port);
  const freeze = (): void => {
    for (const socket of sockets) socket.unpipe().pause();
  };
  return { url: through.href, freeze };
}

test("a server whose machine is gone is away in time, and holds up no stop", async () => {
  await using database = await openDatabase();
  const { url, freeze } = await freezable(database.url);
  const store = await openPostgres({ url, now: Date.now });
  await accept(store, "1");
  await store.get("discord:1");
  const since = performance.now();
  // Until nobody has used the connection for a while.
  await expect.poll(() => performance.now() - since, { timeout: 5_000 }).toBeGreaterThan(1_100);
  freeze();
  let began = performance.now();
  await expectAway(store.get("discord:1"));
  expect(performance.now() - began).toBeLessThan(2_900);
  began = performance.now();
  await store[Symbol.asyncDispose]();
  expect(performance.now() - began).toBeLessThan(4_000);
});

test("a file that another process holds is away soon, and in use again when it is let go", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "atelier-")), "atelier.db");
  await using store = await openSqlite(path, Date.now);
  {
    using other = new DatabaseSync(path);
    other.exec("begin immediate");
    const since = performance.now();
    await expectAway(accept(store, "1"));
    expect(performance.now() - since).toBeLessThan(2_000);
  }
  expect(await accept(store, "1")).toEqual({ kind: "accepted" });
});

test("a disk that is full is away, nothing is half written, and smaller things still fit", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "atelier-")), "atelier.db");
  const db = connectSqlite(path);
  await migrate(db, sqliteDialect);
  await sql`pragma max_page_count = 100`.execute(db);
  await using store = createStore(db, { now: Date.now, dialect: sqliteDialect });
  const values = { prompt: "a fox ".repeat(1_000_000) };
  await expectAway(store.accept(aGeneration({ interactionId: "1", values }), () => [guild]));
  await expectAway(store.keyValue.set("draft", values));
  expect(await store.get("discord:1")).toBeNull();
  expect(await accept(store, "2")).toEqual({ kind: "accepted" });
});

async function opened() {
  const database = await openDatabase();
  onTestFinished(async () => await database[Symbol.asyncDispose]());
  const store = await openPostgres({ url: database.url, now: Date.now });
  onTestFinished(async () => await store[Symbol.asyncDispose]());
  return { database, store };
}
