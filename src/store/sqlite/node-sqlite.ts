import { DatabaseSync } from "node:sqlite";
import type { SQLInputValue, StatementSync } from "node:sqlite";
import type { SqliteDatabase, SqliteStatement } from "kysely";
import { RetryableError } from "../../domain/errors/errors.ts";

/** How long a statement waits for another process, such as a backup, to let go of the file: nobody is served meanwhile. */
const BUSY_TIMEOUT_MS = 250;

/** Statements with one shape for each number of rows must not pile up. */
const MOST_PREPARED = 500;

/** Busy, locked, not to be written, a disk's error, full, not to be opened: https://www.sqlite.org/rescode.html */
const AWAY = [5, 6, 8, 10, 13, 14];

export interface NodeSqlite extends SqliteDatabase {
  /** Whether anything was written since the last time it was asked. */
  wasWritten(): boolean;
}

/**
 * `node:sqlite` in the shape that Kysely's dialect for SQLite asks for. Statements are prepared once: the queries are a
 * fixed set, and preparing costs more than running.
 */
export function openNodeSqlite(path: string): NodeSqlite {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  // NORMAL leaves it to `flushed-dialect.ts` to flush what was committed before anybody is told of it (P1).
  database.exec("pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on;");
  let written = false;
  const prepared = new Map<string, SqliteStatement>();
  return {
    wasWritten() {
      const was = written;
      written = false;
      return was;
    },
    close: () => database.close(),
    prepare(sql) {
      // What fills the disk ends the transaction by itself.
      if (sql === "rollback" && !database.isTransaction) return NOTHING;
      const known = prepared.get(sql);
      if (known !== undefined) return known;
      const statement = inKyselysShape(
        asOurs(() => database.prepare(sql)),
        () => (written ||= !READS.test(sql)),
      );
      if (prepared.size >= MOST_PREPARED) prepared.clear();
      prepared.set(sql, statement);
      return statement;
    },
  };
}

const values = (parameters: readonly unknown[]): SQLInputValue[] => parameters as SQLInputValue[];

/** Statements that leave nothing to flush. */
const READS = /^(select|begin|commit|rollback)/i;

const NOTHING: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};

/** @throws RetryableError `database.away` for what time, or the operator, can mend */
function asOurs<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    // An extended number has its kind in the lowest byte.
    const kind = error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : null;
    throw kind !== null && AWAY.includes(kind) ? new RetryableError("database.away", { cause: error }) : error;
  }
}

function inKyselysShape(statement: StatementSync, onRun: () => void): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all(parameters) {
      onRun();
      return asOurs(() => statement.all(...values(parameters)));
    },
    run(parameters) {
      onRun();
      return asOurs(() => statement.run(...values(parameters)));
    },
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}
