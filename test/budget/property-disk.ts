// A database that can lose its power: before any statement, in the middle of a transaction too. What is on it afterwards
// is what SQLite would find: in memory the open transaction is undone, of a file a copy is opened, taken at that instant.

import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kysely, SqliteDialect } from "kysely";
import type { SqliteDatabase, SqliteStatement } from "kysely";
import { migrate } from "../../src/store/migrate.ts";
import { openNodeSqlite } from "../../src/store/sqlite/node-sqlite.ts";
import { createStore } from "../../src/store/queries/create-store.ts";
import { sqliteDialect } from "../../src/store/sqlite/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import type { Tables } from "../../src/store/tables.ts";

/** How a store is made of a database: the real one, or one with a bug. */
export type Maker = (db: Kysely<Tables>) => Store;

export const theStore: Maker = (db) => createStore(db, { now: Date.now, dialect: sqliteDialect });

export class PowerCut extends Error {}

export interface Disk extends Disposable {
  readonly store: Store;
  /** Past the store, and in spite of any power cut. */
  rows(sql: string): readonly Readonly<Record<string, unknown>>[];
  /** The process dies before its `statements`th statement from now on; it may have finished earlier. */
  cutAfter(statements: number): void;
  /** A new process on what the old one has left. */
  restart(): Promise<void>;
  /** As if it was new. */
  clear(): void;
}

interface Raw {
  readonly database: SqliteDatabase;
  /** What is left after a cut. */
  salvage(): Raw;
  close(): void;
}

export async function openDisk(raw: Raw, make: Maker): Promise<Disk> {
  let current = raw;
  let left = Infinity;
  const fragile: SqliteDatabase = {
    close: () => {},
    prepare: (sql) =>
      breaking(current.database.prepare(sql), () => {
        left -= 1;
        if (left < 0) throw new PowerCut();
      }),
  };
  const connect = (): Kysely<Tables> => new Kysely({ dialect: new SqliteDialect({ database: fragile }) });
  const db = connect();
  await migrate(db, sqliteDialect);
  let store = make(db);
  const rows: Disk["rows"] = (sql) => current.database.prepare(sql).all([]) as Readonly<Record<string, unknown>>[];
  const tables = rows(
    "select name from sqlite_schema where type = 'table' and name not in ('migration', 'sqlite_sequence')",
  );
  return {
    get store() {
      return store;
    },
    rows,
    cutAfter: (statements) => (left = statements),
    restart: async () => {
      current = current.salvage();
      left = Infinity;
      store = make(connect());
    },
    clear: () => tables.forEach(({ name }) => current.database.prepare(`delete from ${String(name)}`).run([])),
    [Symbol.dispose]: () => current.close(),
  };
}

const breaking = (statement: SqliteStatement, strain: () => void): SqliteStatement => ({
  reader: statement.reader,
  all: (parameters) => (strain(), statement.all(parameters)),
  run: (parameters) => (strain(), statement.run(parameters)),
  iterate: (parameters) => statement.iterate(parameters),
});

export function inMemory(): Raw {
  const database = openNodeSqlite(":memory:");
  const raw: Raw = {
    database,
    salvage: () => {
      // Outside a transaction there is nothing to undo, and SQLite says so.
      try {
        database.prepare("rollback").run([]);
      } catch {}
      return raw;
    },
    close: () => database.close(),
  };
  return raw;
}

export function onFile(folder = mkdtempSync(join(tmpdir(), "atelier-disk-")), generation = 0): Raw {
  const path = join(folder, `${generation}.db`);
  const database = openNodeSqlite(path);
  return {
    database,
    salvage: () => {
      for (const part of ["", "-wal"]) {
        const next = join(folder, `${generation + 1}.db${part}`);
        if (existsSync(path + part)) copyFileSync(path + part, next);
      }
      database.close();
      return onFile(folder, generation + 1);
    },
    close: () => {
      database.close();
      rmSync(folder, { recursive: true });
    },
  };
}
