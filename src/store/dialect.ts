import type { RawBuilder, Transaction } from "kysely";
import type { Tables } from "./tables.ts";

/** Everything that differs between the databases. All else is one set of queries. */
export interface Dialect {
  /** Column type, for migrations, of numbers that the database assigns. */
  readonly identity: string;
  /** Ends a query: waits for rows that others are changing, and locks them until the transaction ends. */
  readonly keepingRows: RawBuilder<unknown>;
  /** Begins a transaction in which all reads see one moment. */
  readonly snapshot: RawBuilder<unknown>;
  /** After importing rows with their numbers: the database assigns on from the highest. */
  readonly resumeNumbers: RawBuilder<unknown>;
  /**
   * Takes a named lock until the transaction ends: `shared` with others who share it, or `alone`. Take it before reading
   * rows that may not exist yet, and so cannot be locked themselves.
   */
  lock(tx: Transaction<Tables>, name: string, kind: "shared" | "alone"): Promise<void>;
}
