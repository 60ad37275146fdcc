import type { Kysely, Transaction } from "kysely";
import { RetryableError } from "../../domain/errors/errors.ts";
import type { Tables } from "../tables.ts";

/**
 * Two transactions waited for each other and the database has ended this one: nothing was written, and the next attempt
 * meets the other's work. Whoever sees it after all waits as for a database that is away.
 */
export class Collision extends RetryableError {
  constructor(cause: unknown) {
    super("database.away", { cause });
  }
}

/** Each meets somebody else, and somebody gets through each time. */
const ATTEMPTS = 8;

/** All of it or nothing. `work` can run more than once. */
export async function inTransaction<T>(db: Kysely<Tables>, work: (tx: Transaction<Tables>) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (!(error instanceof Collision) || attempt === ATTEMPTS) throw error;
    }
  }
}
