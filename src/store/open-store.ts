import { openPostgres } from "./postgres/postgres.ts";
import { openSqlite } from "./sqlite/sqlite.ts";
import type { Enqueue, Store } from "./store.ts";

/** Where the rows are. */
export type Database =
  | { readonly kind: "sqlite"; readonly path: string }
  | { readonly kind: "postgres"; readonly url: string };

interface Given {
  readonly now: () => number;
  /** For PostgreSQL only: with SQLite the one process keeps its jobs in memory. */
  readonly enqueue?: Enqueue;
}

/**
 * Opens the database and migrates it.
 * @throws RetryableError `database.away`; TerminalError `store.newer`
 */
export async function openStore(database: Database, { now, enqueue }: Given): Promise<Store> {
  switch (database.kind) {
    case "sqlite":
      return await openSqlite(database.path, now);
    case "postgres":
      return await openPostgres({ url: database.url, now, ...(enqueue === undefined ? {} : { enqueue }) });
  }
}
