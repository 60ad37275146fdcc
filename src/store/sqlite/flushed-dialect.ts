// Commits survive a power cut without blocking the process: SQLite appends to its log and continues, and a write resolves
// only after the log was flushed in the background.

import { closeSync, fdatasync, openSync } from "node:fs";
import { promisify } from "node:util";
import { SqliteAdapter, SqliteDialect } from "kysely";
import type { Driver } from "kysely";
import { RetryableError } from "../../domain/errors/errors.ts";
import { createGroupFlush } from "./group-flush.ts";
import type { NodeSqlite } from "./node-sqlite.ts";

export class FlushedDialect extends SqliteDialect {
  readonly #database: NodeSqlite;
  readonly #path: string;

  /** @param path The database's file. */
  constructor(database: NodeSqlite, path: string) {
    super({ database });
    this.#database = database;
    this.#path = path;
  }

  /** Kysely's own lock would last until the flush ends, so that no two commits could share a flush. */
  override createAdapter(): SqliteAdapter {
    return new LocklessAdapter();
  }

  override createDriver(): Driver {
    const driver = super.createDriver();
    const log = new LogFile(`${this.#path}-wal`);
    const lock = createLock();
    const flush = createGroupFlush(async () => await log.flush());
    const acquire = driver.acquireConnection.bind(driver);
    const destroy = driver.destroy.bind(driver);
    driver.acquireConnection = async (options) => {
      await lock.acquire();
      return await acquire(options);
    };
    driver.releaseConnection = async () => {
      const written = this.#database.wasWritten();
      lock.release();
      if (written) await flush();
    };
    driver.destroy = async () => {
      await destroy();
      log.close();
    };
    return driver;
  }
}

class LocklessAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/** A first-come, first-served lock: one transaction at a time. */
function createLock() {
  const waiting: (() => void)[] = [];
  let taken = false;
  return {
    async acquire(): Promise<void> {
      if (taken) await new Promise<void>((resolve) => waiting.push(resolve));
      taken = true;
    },
    release(): void {
      const next = waiting.shift();
      if (next === undefined) taken = false;
      else next();
    },
  };
}

const flushFile = promisify(fdatasync);

/** SQLite's write-ahead log: created with the first write, kept while the database is open. */
class LogFile {
  readonly #path: string;
  #file: number | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  async flush(): Promise<void> {
    try {
      this.#file ??= openSync(this.#path, "r+");
      await flushFile(this.#file);
    } catch (error) {
      throw new RetryableError("database.away", { cause: error });
    }
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }
}
