// Commits that are safe from a power cut, without the process standing still for each: what was committed is flushed in
// the background, one flush for all that wait, and nobody is told that something was written before it was.

import { fdatasync, openSync, closeSync } from "node:fs";
import { promisify } from "node:util";
import { SqliteDialect } from "kysely";
import type { Driver, SqliteDialectConfig } from "kysely";

export interface GroupSync extends Disposable {
  /** Resolves once a flush that began after this call has ended. */
  flush(): Promise<void>;
}

const flushFile = promisify(fdatasync);

/** @param path The write-ahead log of a database that is open: SQLite makes it with the first write. */
export function createGroupSync(path: string): GroupSync {
  let file: number | null = null;
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const begin = async (): Promise<void> => {
    try {
      file ??= openSync(path, "r+");
      await flushFile(file);
    } finally {
      running = null;
    }
  };
  return {
    async flush() {
      if (running === null) return await (running = begin());
      next ??= running
        .catch(() => null)
        .then(async () => {
          next = null;
          await (running ??= begin());
        });
      await next;
    },
    [Symbol.dispose]() {
      if (file !== null) closeSync(file);
    },
  };
}

interface Synced extends SqliteDialectConfig {
  /** Whether anything was written since the last time it was asked. */
  readonly wasWritten: () => boolean;
  readonly flush: () => Promise<void>;
}

/** Kysely's dialect, whose writers wait for the flush after they have let go of the connection. */
export class SyncedDialect extends SqliteDialect {
  readonly #synced: Synced;

  constructor(synced: Synced) {
    super(synced);
    this.#synced = synced;
  }

  override createDriver(): Driver {
    const { wasWritten, flush } = this.#synced;
    const driver = super.createDriver();
    const release = driver.releaseConnection.bind(driver);
    driver.releaseConnection = async (connection) => {
      const written = wasWritten();
      await release(connection);
      if (written) await flush();
    };
    return driver;
  }
}
