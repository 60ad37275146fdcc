import { Client, Pool } from "pg";
import { systemClock } from "../../domain/time/clock.ts";
import { LISTENING_MS, MOST_CONNECTIONS, PROMPT, RECONNECT_MS } from "../../store/postgres/limits.ts";

/** Runs plain SQL with PostgreSQL's `$1`, as pg-boss wants it. */
export interface Sql {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

export interface QueueDatabase extends Sql, AsyncDisposable {
  transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T>;
  /** Calls `hear` on each notification, and after a lost connection, when some may have been missed. */
  listen(channel: string, hear: () => void): AsyncDisposable;
}

/** Opens the queue's own connections, apart from those for rows. */
export function openQueueDatabase(url: string): QueueDatabase {
  const given = { connectionString: url, application_name: "atelier queue", ...PROMPT };
  const pool = new Pool({ ...given, max: MOST_CONNECTIONS.queue });
  // An idle connection failed. The next statement will notice.
  pool.on("error", () => null);
  return {
    executeSql: async (text, values) => await pool.query(text, values),
    async transaction(work) {
      const client = await pool.connect();
      let broken = false;
      const onError = (): void => void (broken = true);
      client.on("error", onError);
      try {
        await client.query("begin");
        const result = await work({ executeSql: async (text, values) => await client.query(text, values) });
        await client.query("commit");
        return result;
      } catch (error) {
        await client.query("rollback").catch(onError);
        throw error;
      } finally {
        client.off("error", onError);
        client.release(broken);
      }
    },
    listen: (channel, hear) => listen(given, channel, hear),
    [Symbol.asyncDispose]: async () => await pool.end(),
  };
}

function listen(given: ConstructorParameters<typeof Client>[0], channel: string, hear: () => void): AsyncDisposable {
  const over = new AbortController();
  const live = async (): Promise<void> => {
    const client = new Client(given);
    const gone = new AbortController();
    client.on("error", () => gone.abort());
    client.on("end", () => gone.abort());
    const until = AbortSignal.any([over.signal, gone.signal]);
    client.on("notification", hear);
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
      hear();
      while (!until.aborted) {
        await systemClock.sleep(LISTENING_MS, until);
        if (!until.aborted) await client.query("select 1");
      }
    } catch {
      // Workers keep polling meanwhile.
    } finally {
      void client.end().catch(() => null);
    }
  };
  const living = (async () => {
    while (!over.signal.aborted) {
      await live();
      await systemClock.sleep(RECONNECT_MS, over.signal);
    }
  })();
  return {
    async [Symbol.asyncDispose]() {
      over.abort();
      await living;
    },
  };
}
