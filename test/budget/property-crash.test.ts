// The same with a process that dies at any statement, in the middle of a transaction too. A counterexample is money that
// a crash has lost or doubled (M1–M3, P1).

import fc from "fast-check";
import { expect, test } from "vitest";
import { inMemory, onFile, openDisk, theStore } from "./property-disk.ts";
import { runSequence } from "./property-run.ts";
import type { Counts } from "./property-run.ts";
import { sequences } from "./property-steps.ts";

test.each([
  ["in memory", inMemory, 4_700],
  ["on a file", onFile, 100],
] as const)("a crash %s leaves each step done or not begun", { timeout: 300_000 }, async (_, raw, numRuns) => {
  using disk = await openDisk(raw(), theStore);
  const counts: Counts = new Map();
  const property = fc.asyncProperty(
    sequences({ cuts: true }),
    async (sequence) => await runSequence(disk, sequence, counts),
  );
  await fc.assert(property, { numRuns });
  expect(counts.get("cut")).toBeGreaterThan(numRuns / 10);
});
