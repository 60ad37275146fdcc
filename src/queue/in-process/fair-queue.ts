import type { Job } from "../queue.ts";

/** A line for each guild; the guilds take turns, so a backlog of one holds up nobody else. */
export interface FairQueue {
  add(job: Job): void;
  next(): Job | null;
  /** Once there is room for no more than `room`: how many come before it, and it. Null: there is, or it is in no line. */
  position(job: Job, room: number): number | null;
}

export function createFairQueue(): FairQueue {
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
    position({ generationId, guildId }, room) {
      const turn = lines.get(guildId)?.findIndex((job) => job.generationId === generationId) ?? -1;
      if (turn === -1) return null;
      let place = -Math.max(0, room);
      let isBefore = true;
      for (const [guild, line] of lines) {
        place += Math.min(line.length, isBefore ? turn + 1 : turn);
        if (guild === guildId) isBefore = false;
      }
      return place > 0 ? place : null;
    },
  };
}
