// PostgreSQL timeouts, and connections per process. Rows and queue have separate connections, so that keeping ten thousand
// leases never delays the answer to a command.

/** pg settings for every pool. */
const CONNECTING = {
  /** Wait for a new or free connection: a command must be answered within three seconds, if only with an apology. */
  connectionTimeoutMillis: 2_000,
  keepAlive: true,
} as const;

/** A statement of ours takes milliseconds; `/usage` of a large server takes the longest, a second or two. */
const STATEMENT_MS = 10_000;

/** Limits of the bot itself. What takes longer is `database.away`: a person reads so, all other work tries again. */
export const PROMPT = {
  ...CONNECTING,
  /** Half of a statement's time: a long wait for a lock is mostly one behind a stuck process. */
  lock_timeout: 5_000,
  statement_timeout: STATEMENT_MS,
  /** In case the server cannot even report the timeout, such as when its machine is gone. */
  query_timeout: STATEMENT_MS + 2_000,
  /** A frozen process must not hold locks for longer. */
  idle_in_transaction_session_timeout: 10_000,
} as const;

/** No limits: for programs that an operator runs and waits for. */
export const ETERNAL = CONNECTING;

/** Per process. A server allows a hundred by default, over all processes. */
export const MOST_CONNECTIONS = {
  /** Ten statements at once keep any PostgreSQL busy. */
  rows: 10,
  /** Leases, taking jobs, completing jobs, and the library's own supervision. One more listens. */
  queue: 4,
} as const;

/** A connection unused for longer than the first is pinged before use, and has the second to answer. */
export const [TRUSTED_MS, PING_MS] = [1_000, 1_500];

/** How often the listening connection is pinged: otherwise nobody would notice that it had died silently. */
export const LISTENING_MS = 15_000;
/** Pause before the listening connection is reopened. Meanwhile workers poll for jobs. */
export const RECONNECT_MS = 1_000;

/** Time for connections to close; a server that does not answer is left. */
export const END_MS = 2_000;
