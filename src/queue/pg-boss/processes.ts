// The processes on one database. Each regularly records that it is alive and how much it has to do, and they share the
// common rate (`API_RATE`) by that. No process uses more than the others know of.

import type { Clock } from "../../domain/time/clock.ts";
import { within } from "../../domain/time/within.ts";
import type { Log } from "../../domain/log.ts";
import type { Sql } from "./database.ts";

const BEAT_MS = 1_000;
/** A process not seen for so long counts as gone, and the others take its share. */
const GONE_MS = 5_000;
/** A process that has not got through for so long uses only a fraction of its share, before the others take it. */
const LONELY_MS = GONE_MS - 2 * BEAT_MS;
const PATIENCE_MS = 2_000;
/** Beats before a share grows: by then every other process has read that its own shrinks, or is cut off. */
const GROWING_BEATS = Math.ceil(LONELY_MS / BEAT_MS) + 1;
/** Part of the rate divided evenly, so that a new process need not wait for a busy one. The rest goes by load. */
const EVEN = 0.2;

export interface ProcessesParts {
  readonly db: Sql;
  readonly clock: Clock;
  readonly log: Log;
  readonly id: string;
  readonly role: string;
  /** Whether this process carries runs on; otherwise it needs no share. */
  readonly works: boolean;
  readonly running: () => number;
  /** How many of them take no slot. */
  readonly resting: () => number;
}

export interface Processes extends AsyncDisposable {
  /** This process's share of the common rate, from 0 to 1. All shares together never exceed 1. */
  share(): number;
}

/** Joins the other processes; resolves once they have made room. */
export async function openProcesses(parts: ProcessesParts): Promise<Processes> {
  const { clock, log } = parts;
  const over = new AbortController();
  let latest: Beat = { share: 0, count: 1, at: clock.elapsed() };
  /** Latest last; the smallest counts. */
  let shares: readonly number[] = [0];
  const beat = async (): Promise<void> => {
    const sentAt = clock.elapsed();
    try {
      const seen = await within(clock, PATIENCE_MS, tellAndRead(parts));
      if (seen === null) return;
      latest = { ...seen, at: sentAt };
      shares = seen.count === 1 ? [seen.share] : [...shares, seen.share].slice(-GROWING_BEATS);
    } catch (err) {
      log.warn({ err }, "not seen by the other processes");
    }
  };
  const live = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await clock.sleep(BEAT_MS, over.signal);
      if (!over.signal.aborted) await beat();
    }
  };
  await beat();
  for (let more = 1; latest.count > 1 && more < GROWING_BEATS; more += 1) {
    await clock.sleep(BEAT_MS, over.signal);
    await beat();
  }
  const living = live();
  return {
    share: () => {
      const share = Math.min(...shares);
      return clock.elapsed() - latest.at < LONELY_MS ? share : (share * EVEN) / latest.count;
    },
    async [Symbol.asyncDispose]() {
      over.abort();
      await living;
      await within(clock, PATIENCE_MS, leave(parts)).catch(() => null);
    },
  };
}

interface Beat {
  readonly share: number;
  /** Number of working processes, this one included. */
  readonly count: number;
  readonly at: number;
}

/** The database's clock, since the machines' clocks may differ. */
const NOW = "(extract(epoch from clock_timestamp()) * 1000)::bigint";

async function tellAndRead({ db, id, role, works, running, resting }: ProcessesParts): Promise<Omit<Beat, "at">> {
  const mine = running();
  await db.executeSql(
    `insert into process (id, role, started_at, seen_at, running, weight, resting)
    values ($1, $2, ${NOW}, ${NOW}, $3, $4, $5)
    on conflict (id) do update
    set seen_at = excluded.seen_at, running = excluded.running, resting = excluded.resting`,
    [id, role, mine, works ? 1 : 0, resting()],
  );
  const { rows } = await db.executeSql(
    `select count(*)::int as count, coalesce(sum(running), 0)::int as running from process
    where weight > 0 and seen_at > ${NOW} - ${GONE_MS}`,
  );
  const [{ count, running: all } = { count: 1, running: mine }] = rows as readonly { count: number; running: number }[];
  const even = 1 / Math.max(1, count);
  return { count, share: EVEN * even + (1 - EVEN) * (all > 0 ? mine / all : even) };
}

/** Generations in hand that take no slot, over all processes: as each of them told last. */
export async function readResting(db: Sql): Promise<number> {
  const { rows } = await db.executeSql(
    `select coalesce(sum(resting), 0)::int as resting from process where seen_at > ${NOW} - ${GONE_MS}`,
  );
  const [{ resting } = { resting: 0 }] = rows as readonly { readonly resting: number }[];
  return resting;
}

async function leave({ db, id }: ProcessesParts): Promise<void> {
  await db.executeSql(`delete from process where id = $1 or seen_at < ${NOW} - 24 * 60 * 60 * 1000`, [id]);
}
