import type { Kysely } from "kysely";
import type { Dialect } from "../dialect.ts";
import { migrate } from "../migrate.ts";
import type { Database } from "../open-store.ts";
import { connectPostgres, postgresDialect } from "../postgres/postgres.ts";
import { connectSqlite, sqliteDialect } from "../sqlite/sqlite.ts";
import type { Tables } from "../tables.ts";

/** A database connection for the db:… programs: without the store's interface and without time limits. */
export interface Connection extends AsyncDisposable {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
}

export function connect(database: Database): Connection {
  const connection = connectionOf(database);
  return { ...connection, [Symbol.asyncDispose]: async () => await connection.db.destroy() };
}

function connectionOf(database: Database): Omit<Connection, typeof Symbol.asyncDispose> {
  switch (database.kind) {
    case "sqlite":
      return { db: connectSqlite(database.path), dialect: sqliteDialect };
    case "postgres":
      return { db: connectPostgres(database.url, "eternal"), dialect: postgresDialect };
  }
}

/** Migrates, and returns the names of the migrations that were missing. */
export const migrateAll = async ({ db, dialect }: Connection): Promise<readonly string[]> => await migrate(db, dialect);
