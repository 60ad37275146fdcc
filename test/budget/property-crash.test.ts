// The same with a process that dies at any statement, in the middle of a transaction too. A counterexample is money that
// a crash has lost or doubled (M1–M3, P1).

import fc from "fast-check";
import { expect, test } from "vitest";
import { inMemory, onFile, openDisk, theStore } from "./property-disk.ts";
import { runSequence } from "./property-run.ts";
import type { Tally } from "./property-run.ts";
import { sequences } from "./property-steps.ts";

test.each([
  ["in memory", inMemory, 4_700],
  ["on a file", onFile, 100],
] as const)("a crash %s leaves each step done or not begun", { timeout: 300_000 }, async (_, raw, numRuns) => {
  using disk = await openDisk(raw(), theStore);
  const tally: Tally = new Map();
  const property = fc.asyncProperty(
    sequences({ cuts: true }),
    async (sequence) => await runSequence(disk, sequence, tally),
  );
  await fc.assert(property, { numRuns });
  expect(tally.get("cut")).toBeGreaterThan(numRuns / 10);
});
