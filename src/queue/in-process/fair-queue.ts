import type { Job } from "../queue.ts";

/** A queue for each guild, served round robin, so a backlog of one holds up nobody else. */
export interface FairQueue {
  add(job: Job): void;
  next(): Job | null;
  /** 1-based, once `freeSlots` jobs have started; null if it would start at once or is not waiting. */
  position(job: Job, freeSlots: number): number | null;
}

export function createFairQueue(): FairQueue {
  /** By guild. A map keeps insertion order, so the first guild is served next. */
  const queues = new Map<string, Job[]>();
  return {
    add(job) {
      const queue = queues.get(job.guildId);
      if (queue === undefined) queues.set(job.guildId, [job]);
      else queue.push(job);
    },
    next() {
      const [first] = queues;
      if (first === undefined) return null;
      const [guildId, queue] = first;
      const job = queue.shift() ?? null;
      queues.delete(guildId);
      if (queue.length > 0) queues.set(guildId, queue);
      return job;
    },
    position({ generationId, guildId }, freeSlots) {
      const index = queues.get(guildId)?.findIndex((job) => job.generationId === generationId) ?? -1;
      if (index === -1) return null;
      let position = -Math.max(0, freeSlots);
      let isBefore = true;
      for (const [guild, queue] of queues) {
        position += Math.min(queue.length, isBefore ? index + 1 : index);
        if (guild === guildId) isBefore = false;
      }
      return position > 0 ? position : null;
    },
  };
}
