// Who waits for the disk: everybody who wrote, and nobody who only read. A log that cannot be opened makes it visible.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kysely, sql } from "kysely";
import { expect, test } from "vitest";
import { FlushedDialect } from "../../src/store/sqlite/flushed-dialect.ts";
import { openNodeSqlite } from "../../src/store/sqlite/node-sqlite.ts";

interface Tables {
  readonly note: { readonly words: string };
}

async function open(logOf: (path: string) => string) {
  const path = join(mkdtempSync(join(tmpdir(), "atelier-")), "notes.db");
  const database = openNodeSqlite(path);
  database.prepare("create table note (words text not null)").run([]);
  database.wasWritten();
  return new Kysely<Tables>({ dialect: new FlushedDialect(database, logOf(path)) });
}

const write = async (db: Kysely<Tables>) => await db.insertInto("note").values({ words: "hello" }).execute();
const read = async (db: Kysely<Tables>) => await db.selectFrom("note").selectAll().execute();

test("what was written is told of once the log is flushed", async () => {
  const db = await open((path) => path);
  await write(db);
  await db.transaction().execute(async (tx) => void (await tx.insertInto("note").values({ words: "again" }).execute()));
  expect(await read(db)).toHaveLength(2);
  await db.destroy();
});

test("no write is told of that could not be flushed: alone, in a transaction, or with its rows returned", async () => {
  const db = await open((path) => `${path}.elsewhere`);
  const away = expect.objectContaining({ code: "database.away" });
  await expect(write(db)).rejects.toEqual(away);
  await expect(
    db.transaction().execute(async (tx) => void (await tx.insertInto("note").values({ words: "b" }).execute())),
  ).rejects.toEqual(away);
  await expect(sql`update note set words = 'c' returning words`.execute(db)).rejects.toEqual(away);
  await db.destroy();
});

test("reading waits for no flush", async () => {
  const db = await open((path) => `${path}.elsewhere`);
  expect(await read(db)).toEqual([]);
  expect(await db.transaction().execute(async (tx) => await tx.selectFrom("note").selectAll().execute())).toEqual([]);
  await db.destroy();
});
