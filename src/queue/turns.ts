import type { Job } from "./queue.ts";

/** A line for each guild; the guilds take turns, so a backlog of one holds up nobody else. */
export interface Turns {
  add(job: Job): void;
  next(): Job | null;
}

export function createTurns(): Turns {
  /** A map keeps the order of insertion: the first guild is the one whose turn it is. */
  const lines = new Map<string, Job[]>();
  return {
    add(job) {
      const line = lines.get(job.guildId);
      if (line === undefined) lines.set(job.guildId, [job]);
      else line.push(job);
    },
    next() {
      const [first] = lines;
      if (first === undefined) return null;
      const [guildId, line] = first;
      const job = line.shift() ?? null;
      lines.delete(guildId);
      if (line.length > 0) lines.set(guildId, line);
      return job;
    },
  };
}
