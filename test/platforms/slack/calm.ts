// Lets time pass only while nothing is on its way: with requests under way a clock of the test's would fly past what they
// are waited for.

import { setImmediate } from "node:timers/promises";
import type { SlackHarness } from "./harness.ts";

/** Turns of the event loop without a request, after which only time can bring one. */
const QUIET_TURNS = 25;
const STEP_MS = 500;

/** Moves the clock on until `probe` holds. */
async function pass({ sim, clock }: SlackHarness, probe: () => boolean): Promise<void> {
  while (!probe()) {
    for (let quiet = 0, seen = 0; quiet < QUIET_TURNS && !probe(); quiet += 1) {
      const { length } = sim.requests;
      if (
        length !== seen ||
        sim.requests.some(({ answeredAt, status }) => answeredAt === undefined && status === "pending")
      )
        quiet = 0;
      seen = length;
      await setImmediate();
    }
    if (!probe()) await clock.advance(STEP_MS);
  }
}

/** What a promise brings, with as much time as it takes. */
export async function inTime<T>(at: SlackHarness, work: Promise<T>): Promise<T> {
  let isOver = false;
  const over = (): void => void (isOver = true);
  work.then(over, over);
  await pass(at, () => isOver);
  return await work;
}
