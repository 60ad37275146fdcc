import { systemClock } from "../../domain/clock.ts";
import { within } from "../../domain/within.ts";
import type { PostgresPool, PostgresPoolClient } from "kysely";
import { Pool, TypeOverrides, types } from "pg";
import type { PoolClient } from "pg";
import { RetryableError } from "../../domain/errors.ts";
import { faultOf, isBroken } from "./faults.ts";

/** A statement of ours takes milliseconds: ten at once keep any PostgreSQL busy, and a server takes a hundred by default. */
const MOST_CONNECTIONS = 10;
/** For a connection, or for one that is free: a command is answered within three seconds, with a sentence if need be. */
const CONNECT_MS = 2_000;
const LOCK_MS = 5_000;
/** `/usage` of a large server takes the longest, a second or two. */
const STATEMENT_MS = 10_000;
/** Should the server not even say that it took too long, such as when its machine has gone. */
const ANSWER_MS = STATEMENT_MS + 2_000;
/** A process that stands still lets go of what others wait for. */
const IDLE_IN_TRANSACTION_MS = 10_000;
/** A connection that nobody has used for so long is asked whether it still is one, and has so long to say so. */
const [TRUSTED_MS, PING_MS] = [1_000, 1_500];
/** For connections to end in good order; a server that says nothing is left as it is. */
const END_MS = 2_000;

/** `eternal`: a program that somebody waits for, and whose statements take as long as they take. */
export type Patience = "prompt" | "eternal";

/** Whole numbers are numbers: amounts and times of ours are far below 2^53. */
const parsers = new TypeOverrides();
parsers.setTypeParser(types.builtins.INT8, Number);

/** Connections whose errors are ours: `database.away` for what time can mend. */
export function openPostgresPool(url: string, patience: Patience): PostgresPool {
  const limits = {
    lock_timeout: LOCK_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: ANSWER_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  };
  const pool = new Pool({
    connectionString: url,
    application_name: "atelier",
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    types: parsers,
    ...(patience === "prompt" ? limits : {}),
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
