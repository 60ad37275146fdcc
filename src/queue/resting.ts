import type { Rest } from "./queue.ts";

/** The work in hand that waits for others, and takes no slot meanwhile. */
export interface Resting {
  count(): number;
  readonly rest: Rest;
}

/** @param onRest Called when a slot has become free */
export function createResting(onRest: () => void): Resting {
  let count = 0;
  return {
    count: () => count,
    rest: async (waiting) => {
      count += 1;
      onRest();
      try {
        return await waiting;
      } finally {
        count -= 1;
      }
    },
  };
}
