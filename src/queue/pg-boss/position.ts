import type { Sql } from "./database.ts";
import { positionOf } from "./fair-share.ts";
import { readResting } from "./processes.ts";
import type { Guild } from "./fair-share.ts";
import type { Job } from "../queue.ts";

interface JobTable {
  readonly schema: string;
  readonly name: string;
}

/** Reads the guilds that have generations running or waiting. */
export async function readGuilds(db: Sql, { schema, name }: JobTable): Promise<readonly Guild[]> {
  const { rows } = await db.executeSql(
    `select group_id as "guildId",
      count(*) filter (where state = 'active')::int as active,
      count(*) filter (where state < 'active' and start_after <= now())::int as waiting
    from ${schema}.job where name = $1 and state <= 'active' group by group_id`,
    [name],
  );
  return rows as readonly Guild[];
}

interface LimitedTable extends JobTable {
  readonly maxInFlight: number;
}

/** 1-based, once all free slots are taken; null if the job would start at once or has started. */
export async function readPosition(
  db: Sql,
  table: LimitedTable,
  { generationId, guildId }: Job,
): Promise<number | null> {
  const { schema, name, maxInFlight } = table;
  const { rows } = await db.executeSql(
    `select count(before.id)::int as ahead from ${schema}.job mine
    left join ${schema}.job before on before.name = mine.name and before.group_id = mine.group_id
      and before.state < 'active' and before.created_on < mine.created_on
    where mine.name = $1 and mine.singleton_key = $2 and mine.state < 'active' group by mine.id`,
    [name, generationId],
  );
  const [mine] = rows as readonly { readonly ahead: number }[];
  if (mine === undefined) return null;
  const guilds = await readGuilds(db, table);
  const freeSlots = guilds.reduce((left, { active }) => left - active, maxInFlight + (await readResting(db)));
  const position = positionOf(guilds, guildId, mine.ahead) - Math.max(0, freeSlots);
  return position > 0 ? position : null;
}
