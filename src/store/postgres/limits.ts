// How long PostgreSQL is waited for, and how many connections a process takes. Rows and the queue have connections of their
// own: a command is never answered late because ten thousand leases are being kept.

/** For pg, with or without a person who waits. */
const CONNECTING = {
  /** For a connection, or for one that is free: a command is answered within three seconds, with a sentence if need be. */
  connectionTimeoutMillis: 2_000,
  keepAlive: true,
} as const;

/** A statement of ours takes milliseconds; `/usage` of a large server takes the longest, a second or two. */
const STATEMENT_MS = 10_000;

/** What is not done by then is `database.away`: whoever typed a command reads so, and everything else tries again. */
export const PROMPT = {
  ...CONNECTING,
  /** Half of a statement's time: for a lock one mostly waits behind somebody who is stuck. */
  lock_timeout: 5_000,
  statement_timeout: STATEMENT_MS,
  /** Should the server not even say that it took too long, such as when its machine has gone. */
  query_timeout: STATEMENT_MS + 2_000,
  /** A process that stands still lets go of what others wait for. */
  idle_in_transaction_session_timeout: 10_000,
} as const;

/** Of a program that somebody waits for, and whose statements take as long as they take. */
export const ETERNAL = CONNECTING;

/** A server takes a hundred by default, of all processes together. */
export const MOST_CONNECTIONS = {
  /** Ten statements at once keep any PostgreSQL busy. */
  rows: 10,
  /** The keeping of leases, the fetching, what has ended, and the library's own supervision. One more listens. */
  queue: 4,
} as const;

/** A connection that nobody has used for so long is asked whether it still is one, and has so long to say so. */
export const [TRUSTED_MS, PING_MS] = [1_000, 1_500];

/** The one that listens is asked so often: nothing else would find out that it is gone without a word. */
export const LISTENING_MS = 15_000;
/** Until it is opened again. Meanwhile jobs are looked for now and then. */
export const RECONNECT_MS = 1_000;

/** For connections to end in good order; a server that says nothing is left as it is. */
export const END_MS = 2_000;
