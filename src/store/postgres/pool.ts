import type { PostgresPool, PostgresPoolClient } from "kysely";
import { Pool, TypeOverrides, types } from "pg";
import type { PoolClient } from "pg";
import { systemClock } from "../../domain/time/clock.ts";
import { within } from "../../domain/time/within.ts";
import { RetryableError } from "../../domain/errors/errors.ts";
import { faultOf, isBroken } from "./faults.ts";
import { END_MS, ETERNAL, MOST_CONNECTIONS, PING_MS, PROMPT, TRUSTED_MS } from "./limits.ts";

/** `prompt`: the bot, which gives up early. `eternal`: a program that an operator runs and waits for. */
export type PoolTimeouts = "prompt" | "eternal";

/** Reads bigints as numbers: our amounts and times are far below 2^53. */
const parsers = new TypeOverrides();
parsers.setTypeParser(types.builtins.INT8, Number);

/** A pool whose errors are `faultOf`'s, such as `database.away`. */
export function openPostgresPool(url: string, patience: PoolTimeouts): PostgresPool {
  const pool = new Pool({
    connectionString: url,
    application_name: "atelier",
    max: MOST_CONNECTIONS.rows,
    types: parsers,
    ...(patience === "prompt" ? PROMPT : ETERNAL),
  });
  // An idle connection failed. The next query will notice.
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

/** When each connection was last given back. */
const usedAt = new WeakMap<PoolClient, number>();

/** Pings a connection before use: a machine that is gone closes none, and a statement would take longer to find out. */
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
  // A connection lost between two statements: the next statement will throw.
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
