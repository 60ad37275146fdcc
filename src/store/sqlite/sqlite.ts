import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { Kysely, sql, SqliteDialect } from "kysely";
import type { Dialect } from "../dialect.ts";
import { FlushedDialect } from "./flushed-dialect.ts";
import { forgetExpired } from "../queries/key-value.ts";
import { migrate } from "../migrate.ts";
import { openNodeSqlite } from "./node-sqlite.ts";
import { createStore } from "../queries/create-store.ts";
import type { Store } from "../store.ts";
import type { Tables } from "../tables.ts";

/** Transactions run one after the other here, so locks are empty. */
export const sqliteDialect: Dialect = {
  identity: "integer primary key autoincrement",
  keepingRows: sql``,
  // Every transaction sees one moment anyway, and SQLite numbers on from the highest row.
  snapshot: sql`select 1`,
  resumeNumbers: sql`select 1`,
  lock: async () => await Promise.resolve(),
};

/** Opens a file, for one process, and migrates it. `:memory:` is lost at the end. */
export async function openSqlite(path: string, now: () => number): Promise<Store> {
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
  const db = connectSqlite(path);
  await migrate(db, sqliteDialect);
  await forgetExpired(db, now());
  return createStore(db, { now, dialect: sqliteDialect });
}

export function connectSqlite(path: string): Kysely<Tables> {
  const database = openNodeSqlite(path);
  const dialect = path === ":memory:" ? new SqliteDialect({ database }) : new FlushedDialect(database, path);
  return new Kysely<Tables>({ dialect });
}
