import { DatabaseError } from "pg";
import { RetryableError } from "../../domain/errors/errors.ts";
import { Collision } from "../queries/in-transaction.ts";

/**
 * Error classes that are not the statement's fault: no connection, wrong password, no such database, out of resources,
 * ended by an administrator or a timeout, system error.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const AWAY = ["08", "28", "3D", "53", "57", "58"];
/** Waited too long for a lock; too long between two statements; a standby, such as after a switch of servers. */
const AWAY_CODES = ["55P03", "25P03", "25P04", "25006"];
/** Serialization failure, deadlock. */
const COLLISIONS = ["40001", "40P01"];

/** Turns what pg threw into `database.away` or a `Collision`; anything else is a bug and stays as it is. */
export function faultOf(error: unknown): unknown {
  if (!(error instanceof DatabaseError))
    return isOurs(error) ? error : new RetryableError("database.away", { cause: error });
  const { code = "" } = error;
  if (COLLISIONS.includes(code)) return new Collision(error);
  const isAway = AWAY.includes(code.slice(0, 2)) || AWAY_CODES.includes(code);
  return isAway ? new RetryableError("database.away", { cause: error }) : error;
}

/** True if the connection must be closed: without a server's answer its state is unknown. */
export const isBroken = (error: unknown): boolean => !(error instanceof DatabaseError);

/** Our own bugs, such as a value that cannot be sent. */
const isOurs = (error: unknown): boolean => error instanceof TypeError || error instanceof RangeError;
