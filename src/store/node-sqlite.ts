import { DatabaseSync } from "node:sqlite";
import type { SQLInputValue, StatementSync } from "node:sqlite";
import type { SqliteDatabase, SqliteStatement } from "kysely";

/** How long a statement waits for another process, such as a backup, to let go of the file. */
const BUSY_TIMEOUT_MS = 5_000;

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
      const known = prepared.get(sql);
      if (known !== undefined) return known;
      const statement = inKyselysShape(database.prepare(sql), () => (written ||= !READS.test(sql)));
      prepared.set(sql, statement);
      return statement;
    },
  };
}

const values = (parameters: readonly unknown[]): SQLInputValue[] => parameters as SQLInputValue[];

/** Statements that leave nothing to flush. */
const READS = /^(select|begin|commit|rollback)/i;

function inKyselysShape(statement: StatementSync, onRun: () => void): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all(parameters) {
      onRun();
      return statement.all(...values(parameters));
    },
    run(parameters) {
      onRun();
      return statement.run(...values(parameters));
    },
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}
