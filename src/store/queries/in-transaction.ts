import type { Kysely, Transaction } from "kysely";
import { RetryableError } from "../../domain/errors/errors.ts";
import type { Tables } from "../tables.ts";

/**
 * The database ended this transaction because it collided with another, such as in a deadlock. Nothing was written, and
 * `inTransaction` tries again. If every attempt fails, callers see `database.away`.
 */
export class Collision extends RetryableError {
  constructor(cause: unknown) {
    super("database.away", { cause });
  }
}

/** Enough: in each collision one of the two gets through. */
const ATTEMPTS = 8;

/** Runs `work` in a transaction, again after a collision: it must have no other effects. */
export async function inTransaction<T>(db: Kysely<Tables>, work: (tx: Transaction<Tables>) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (!(error instanceof Collision) || attempt === ATTEMPTS) throw error;
    }
  }
}
