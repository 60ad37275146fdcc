import type { Rest } from "../src/queue/queue.ts";

/** For stages without a queue: nobody else wants the slot. */
export const keepSlot: Rest = async (waiting) => await waiting;
