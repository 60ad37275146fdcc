/** A guild with the numbers of its generations that run and that wait. */
export interface Guild {
  readonly guildId: string;
  readonly active: number;
  readonly waiting: number;
}

/**
 * Shares free slots fairly. Each guild may run up to `most` generations, and `rest` guilds one more, so that the free slots
 * are used up. No waiting guild is left with fewer than another was given.
 */
export interface Level {
  readonly most: number;
  readonly rest: number;
}

export function levelOf(guilds: readonly Guild[], freeSlots: number): Level {
  const wanting = guilds.filter(({ waiting }) => waiting > 0);
  let [low, high] = [0, Math.max(0, ...wanting.map(({ active, waiting }) => active + waiting))];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (begunAt(wanting, middle) <= freeSlots) low = middle;
    else high = middle - 1;
  }
  return { most: low, rest: freeSlots - begunAt(wanting, low) };
}

function begunAt(guilds: readonly Guild[], most: number): number {
  let begun = 0;
  for (const { active, waiting } of guilds) begun += Math.max(0, Math.min(waiting, most - active));
  return begun;
}

/** 1-based position among all waiting jobs. @param ahead Number of its own guild's jobs that wait before it */
export function positionOf(guilds: readonly Guild[], guildId: string, ahead: number): number {
  const active = guilds.find((guild) => guild.guildId === guildId)?.active ?? 0;
  const others = guilds.filter((guild) => guild.guildId !== guildId);
  return begunAt(others, active + ahead) + ahead + 1;
}
