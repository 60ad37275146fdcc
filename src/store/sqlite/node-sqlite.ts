import { DatabaseSync } from "node:sqlite";
import type { SQLInputValue, StatementSync } from "node:sqlite";
import type { SqliteDatabase, SqliteStatement } from "kysely";
import { RetryableError } from "../../domain/errors/errors.ts";

/** How long a statement waits while another process, such as a backup, holds the file. It blocks the whole process. */
const BUSY_TIMEOUT_MS = 250;

/** Cache size: statements with a variable number of rows must not pile up. */
const MOST_PREPARED = 500;

/** Busy, locked, read-only, disk error, full, cannot open: https://www.sqlite.org/rescode.html */
const AWAY = [5, 6, 8, 10, 13, 14];

export interface NodeSqlite extends SqliteDatabase {
  /** Whether anything was written since the last call. */
  wasWritten(): boolean;
}

/**
 * Adapts `node:sqlite` to Kysely's SQLite dialect. Statements are cached: the queries are a fixed set, and preparing one
 * costs more than running it.
 */
export function openNodeSqlite(path: string): NodeSqlite {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  // NORMAL does not flush at each commit: `flushed-dialect.ts` does, before anybody is told of it (P1).
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
      // A full disk has ended the transaction already.
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
    // The lowest byte of an extended code is the primary code.
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
