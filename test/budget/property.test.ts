// Money under any order of events. A counterexample here is somebody who spends past a cap, or pays twice, or a hold that
// nobody finds again (M1–M3). To run one again: give its seed and path to `fc.assert`.

import fc from "fast-check";
import { expect, test } from "vitest";
import { inMemory, openDisk, theStore } from "./property-disk.ts";
import { runSequence } from "./property-run.ts";
import type { Counts } from "./property-run.ts";
import { sequences } from "./property-steps.ts";

const SEQUENCES = 5_300;

test("caps hold, holds close once, windows are the ledger's sums", { timeout: 300_000 }, async () => {
  using disk = await openDisk(inMemory(), theStore);
  const counts: Counts = new Map();
  const property = fc.asyncProperty(
    sequences({ cuts: false }),
    async (sequence) => await runSequence(disk, sequence, counts),
  );
  await fc.assert(property, { numRuns: SEQUENCES });
  const often = [...counts].filter(([, times]) => times > SEQUENCES / 100).map(([name]) => name);
  const all = ["accepted", "full", "duplicate", "hold", "adjust", "settle", "correction", "release", "unconfirmed"];
  expect(often.toSorted()).toEqual(all.toSorted());
});
