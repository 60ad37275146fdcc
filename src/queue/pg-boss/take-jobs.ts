import type { PgBoss } from "pg-boss";
import type { QueueDatabase, Sql } from "./database.ts";
import type { Attempt } from "./leases.ts";
import { readGuilds } from "./position.ts";
import { readResting } from "./processes.ts";
import type { Job } from "../queue.ts";
import { levelOf } from "./fair-share.ts";
import type { Guild } from "./fair-share.ts";

interface TakeJobsParts {
  readonly boss: Pick<PgBoss, "fetch">;
  readonly db: QueueDatabase;
  readonly schema: string;
  readonly name: string;
}

export interface Taken {
  readonly job: Job;
  readonly attempt: Attempt;
}

/** Most jobs to take at once: twenty, or a tenth of what waits. The rest is left to the other processes. */
const portionOf = (waiting: number): number => Math.max(20, Math.ceil(waiting / 10));

const sum = (guilds: readonly Guild[], of: "active" | "waiting"): number =>
  guilds.reduce((all, guild) => all + guild[of], 0);

/** Takes jobs for the free slots, which all processes share, fairly among the guilds. */
export async function takeJobs(parts: TakeJobsParts, maxInFlight: number): Promise<readonly Taken[]> {
  const { db } = parts;
  if (sum(await readGuilds(db, parts), "waiting") === 0) return [];
  return await db.transaction(async (tx) => {
    // One process at a time counts and takes, so that together they never exceed the free slots.
    await tx.executeSql("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`${parts.schema} take`]);
    const guilds = await readGuilds(tx, parts);
    const waiting = sum(guilds, "waiting");
    const freeSlots = Math.min(portionOf(waiting), maxInFlight - sum(guilds, "active") + (await readResting(tx)));
    if (freeSlots <= 0) return [];
    if (waiting <= freeSlots) return await fetch(parts, tx, { freeSlots, most: null });
    const { most, rest } = levelOf(guilds, freeSlots);
    const taken = most === 0 ? [] : await fetchAll(parts, tx, { freeSlots: freeSlots - rest, most });
    return [...taken, ...(await fetchAll(parts, tx, { freeSlots: rest, most: most + 1 }))];
  });
}

interface Portion {
  readonly freeSlots: number;
  /** Most generations that a guild may have running; null: no limit. */
  readonly most: number | null;
}

/** Repeats the fetch: pg-boss looks only at as many of the oldest jobs as are asked for, and skips full guilds. */
async function fetchAll(parts: TakeJobsParts, tx: Sql, { freeSlots, most }: Portion): Promise<readonly Taken[]> {
  const taken: Taken[] = [];
  while (taken.length < freeSlots) {
    const more = await fetch(parts, tx, { freeSlots: freeSlots - taken.length, most });
    if (more.length === 0) break;
    taken.push(...more);
  }
  return taken;
}

async function fetch({ boss, name }: TakeJobsParts, tx: Sql, { freeSlots, most }: Portion): Promise<readonly Taken[]> {
  const groups = most === null ? {} : { groupConcurrency: most };
  const jobs = await boss.fetch<Job>(name, { batchSize: freeSlots, db: tx, ...groups });
  return jobs.map(({ id, retryCount, data }) => ({ job: data, attempt: { id, retryCount } }));
}
