import type { PostgresPool, PostgresPoolClient } from "kysely";
import { Pool, TypeOverrides, types } from "pg";
import type { PoolClient } from "pg";
import { systemClock } from "../../domain/time/clock.ts";
import { within } from "../../domain/time/within.ts";
import { RetryableError } from "../../domain/errors/errors.ts";
import { faultOf, isBroken } from "./faults.ts";
import { END_MS, ETERNAL, MOST_CONNECTIONS, PING_MS, PROMPT, TRUSTED_MS } from "./limits.ts";

/** `eternal`: a program that somebody waits for, and whose statements take as long as they take. */
export type PoolTimeouts = "prompt" | "eternal";

/** Whole numbers are numbers: amounts and times of ours are far below 2^53. */
const parsers = new TypeOverrides();
parsers.setTypeParser(types.builtins.INT8, Number);

/** Connections whose errors are ours: `database.away` for what time can mend. */
export function openPostgresPool(url: string, patience: PoolTimeouts): PostgresPool {
  const pool = new Pool({
    connectionString: url,
    application_name: "atelier",
    max: MOST_CONNECTIONS.rows,
    types: parsers,
    ...(patience === "prompt" ? PROMPT : ETERNAL),
  });
  // Of one that nobody uses at the moment. Whoever needs the next one learns how it stands.
  pool.on("error", () => null);
  return {
    options: pool.options,
    connect: async () => {
      try {
        return guarded(await answering(await pool.connect()));
      } catch (error) {
        throw faultOf(error);
      }
    },
    end: async () => void (await within(systemClock, END_MS, pool.end())),
  };
}

/** When a connection was last given back. */
const usedAt = new WeakMap<PoolClient, number>();

/** A machine that is gone ends no connection. It is found out here, before the statements that may take longer. */
async function answering(client: PoolClient): Promise<PoolClient> {
  if (performance.now() - (usedAt.get(client) ?? Infinity) < TRUSTED_MS) return client;
  const ping = { text: "select 1", query_timeout: PING_MS };
  try {
    await client.query(ping);
    return client;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

function guarded(client: PoolClient): PostgresPoolClient {
  let broken = false;
  // One that is lost between two statements: the next statement says so.
  const onError = (): void => void (broken = true);
  client.on("error", onError);
  const query = async (text: string, values: readonly unknown[]): Promise<unknown> => {
    if (broken) throw new RetryableError("database.away");
    try {
      return await client.query(text, [...values]);
    } catch (error) {
      broken ||= isBroken(error);
      throw faultOf(error);
    }
  };
  return {
    query: query as PostgresPoolClient["query"],
    release: (destroy) => {
      client.off("error", onError);
      usedAt.set(client, performance.now());
      client.release(destroy === true || broken);
    },
  };
}
