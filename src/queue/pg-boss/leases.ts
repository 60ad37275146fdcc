// The jobs that this process holds, and until when.
//
//   P3, P4. A job in the database is its holder's for HEARTBEAT_S after the last touch that the database has counted, and
//           then anybody's. The holder counts from before it sent that touch, by a clock that nobody can set, and LEASE_MS is
//           less than HEARTBEAT_S: so it has stopped before another can begin, whether the database is away, or the way to
//           it, or the process stood still. What is left between the two is for what is on its way to end. A touch names
//           the attempt, so that none of an earlier holder counts for a later one.

import type { PgBoss } from "pg-boss";
import type { Clock } from "../../domain/time/clock.ts";
import type { Log } from "../../domain/log.ts";
import { within } from "../../domain/time/within.ts";
import type { Job } from "../queue.ts";

/** When a process dies, others take over its jobs after this time, plus up to two seconds each to notice and to fetch. */
export const HEARTBEAT_S = 20;
const LEASE_MS = 15_000;
const TOUCH_EVERY_MS = 4_000;
/** Then a touch without an answer is given up, so that it does not delay the next. */
const PATIENCE_MS = 5_000;
/** How late a lease's end is noticed at most. */
const TICK_MS = 500;
/** Leases touched in one statement. */
const BATCH = 2_000;
/** Then a job is released and taken again: pg-boss lets nobody hold one for over a day, and a generation can take two. */
const LONGEST_MS = 23 * 60 * 60_000;

/** A job as one process took it. Once another process has taken it, this attempt no longer counts. */
export interface Attempt {
  readonly id: string;
  readonly retryCount: number;
}

export interface Lease {
  readonly job: Job;
  readonly attempt: Attempt;
  /** Aborts when the lease is lost, or should be released. */
  readonly stop: AbortController;
  readonly since: number;
}

interface LeasesParts {
  readonly boss: Pick<PgBoss, "touch">;
  readonly name: string;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Leases {
  readonly size: number;
  /** @param askedAt When the job was asked for, on the clock's `elapsed`: the lease counts from then. */
  take(job: Job, attempt: Attempt, askedAt: number): Lease;
  drop(lease: Lease): void;
  all(): Iterable<Lease>;
  /** Keeps all leases alive until `signal` aborts. */
  keep(signal: AbortSignal): Promise<void>;
}

/** By job ID; `until` is when the lease ends unless it is touched before. */
type Held = Map<string, { readonly lease: Lease; until: number }>;

export function createLeases(parts: LeasesParts): Leases {
  const { clock } = parts;
  const held: Held = new Map();
  return {
    get size() {
      return held.size;
    },
    take(job, attempt, askedAt) {
      const lease = { job, attempt, stop: new AbortController(), since: askedAt };
      const former = held.get(attempt.id);
      if (former !== undefined) lose(parts, former.lease, "handed out again");
      held.set(attempt.id, { lease, until: askedAt + LEASE_MS });
      return lease;
    },
    drop(lease) {
      const { id } = lease.attempt;
      if (held.get(id)?.lease === lease) held.delete(id);
    },
    all: () => held.values().map(({ lease }) => lease),
    async keep(signal) {
      let touching: Promise<void> | null = null;
      let touchedAt = clock.elapsed();
      while (!signal.aborted) {
        await clock.sleep(TICK_MS, signal);
        const now = clock.elapsed();
        for (const { lease, until } of held.values()) {
          if (now >= until) lose(parts, lease, "not kept in time");
          else if (now - lease.since > LONGEST_MS) lose(parts, lease, "held for a day");
        }
        if (touching !== null || now - touchedAt < TOUCH_EVERY_MS) continue;
        touchedAt = now;
        touching = touchAll(parts, held).finally(() => (touching = null));
      }
      await touching;
    },
  };
}

function lose({ log }: LeasesParts, { job: { generationId }, stop }: Lease, why: string): void {
  if (stop.signal.aborted) return;
  log.warn({ generationId, why }, "put down");
  stop.abort();
}

async function touchAll(parts: LeasesParts, held: Held): Promise<void> {
  const leases = [...held.values()].map(({ lease }) => lease);
  try {
    for (let from = 0; from < leases.length; from += BATCH) await touch(parts, held, leases.slice(from, from + BATCH));
  } catch (err) {
    parts.log.warn({ err, held: held.size }, "leases not kept");
  }
}

async function touch(parts: LeasesParts, held: Held, leases: readonly Lease[]): Promise<void> {
  const { boss, clock, name } = parts;
  const sentAt = clock.elapsed();
  const attempts = leases.map(({ attempt }) => attempt);
  const answer = await within(clock, PATIENCE_MS, boss.touch(name, attempts));
  if (answer === null) return;
  const kept = new Set((answer as { readonly settled?: readonly string[] }).settled);
  for (const lease of leases) {
    const { id } = lease.attempt;
    const mine = held.get(id);
    // This process may hold a later attempt at the same job by now.
    if (mine?.lease !== lease) continue;
    if (kept.has(id)) mine.until = sentAt + LEASE_MS;
    else lose(parts, lease, "somebody else's");
  }
}
