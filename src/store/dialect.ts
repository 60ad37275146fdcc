import type { RawBuilder, Transaction } from "kysely";
import type { Tables } from "./tables.ts";

/** What the databases do not have in common. Everything else is one set of queries. */
export interface Dialect {
  /** A column whose numbers the database gives, as it stands in the migrations. */
  readonly identity: string;
  /** At the end of a query: rows that somebody is changing are waited for, and none is changed until the end. */
  readonly keepingRows: RawBuilder<unknown>;
  /** First in a transaction: all it reads is of one moment. */
  readonly snapshot: RawBuilder<unknown>;
  /** After rows that have brought their numbers along: the database goes on after the highest. */
  readonly resumeNumbers: RawBuilder<unknown>;
  /**
   * Waits for a lock of this name, and keeps it until the transaction ends: `shared` with others who share it, or
   * `alone`. Taken before rows are read that nobody has to have written yet.
   */
  lock(tx: Transaction<Tables>, name: string, kind: "shared" | "alone"): Promise<void>;
}
