import type { PgBoss } from "pg-boss";
import type { QueueDatabase, Sql } from "./database.ts";
import type { Attempt } from "./leases.ts";
import { readGuilds } from "./position.ts";
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

/** Some at a time, and of many a part: what is left is for the other processes, which are as quick. */
const portionOf = (waiting: number): number => Math.max(20, Math.ceil(waiting / 10));

const sum = (guilds: readonly Guild[], of: "active" | "waiting"): number =>
  guilds.reduce((all, guild) => all + guild[of], 0);

/** Fills the free slots of all processes, fairly among the guilds. */
export async function takeJobs(parts: TakeJobsParts, maxInFlight: number): Promise<readonly Taken[]> {
  const { db } = parts;
  if (sum(await readGuilds(db, parts), "waiting") === 0) return [];
  return await db.transaction(async (tx) => {
    // One process at a time counts and takes: together they never take more than there are free slots.
    await tx.executeSql("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`${parts.schema} take`]);
    const guilds = await readGuilds(tx, parts);
    const waiting = sum(guilds, "waiting");
    const freeSlots = Math.min(portionOf(waiting), maxInFlight - sum(guilds, "active"));
    if (freeSlots <= 0) return [];
    if (waiting <= freeSlots) return await fetch(parts, tx, { freeSlots, most: null });
    const { most, rest } = levelOf(guilds, freeSlots);
    const taken = most === 0 ? [] : await fetchAll(parts, tx, { freeSlots: freeSlots - rest, most });
    return [...taken, ...(await fetchAll(parts, tx, { freeSlots: rest, most: most + 1 }))];
  });
}

interface Portion {
  readonly freeSlots: number;
  /** That a guild may have running; null: as many as it likes. */
  readonly most: number | null;
}

/** The library looks at as many of the oldest as are asked for, and leaves out those of a guild that has enough. */
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
