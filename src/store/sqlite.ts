import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { Kysely, SqliteDialect } from "kysely";
import { FlushedDialect } from "./flushed-dialect.ts";
import { forgetExpired } from "./key-value.ts";
import { migrate } from "./migrate.ts";
import { openNodeSqlite } from "./node-sqlite.ts";
import { createStore } from "./queries.ts";
import type { Store } from "./store.ts";
import type { Tables } from "./tables.ts";

/** One file, one process. `:memory:` keeps nothing. */
export async function openSqlite(path: string, now: () => number): Promise<Store> {
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
  const database = openNodeSqlite(path);
  const dialect = path === ":memory:" ? new SqliteDialect({ database }) : new FlushedDialect(database, path);
  const db = new Kysely<Tables>({ dialect });
  await migrate(db, { identity: "integer primary key autoincrement" });
  await forgetExpired(db, now());
  return createStore(db, now);
}
