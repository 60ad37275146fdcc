// The property is worth what it finds: each planted mistake has to make it fail, and for what is in the rows.

import { AssertionError } from "node:assert/strict";
import fc from "fast-check";
import { expect, test } from "vitest";
import { PLANTED } from "./planted-bugs.ts";
import { inMemory, openDisk } from "./property-disk.ts";
import { runSequence } from "./property-run.ts";
import { sequences } from "./property-steps.ts";

test.each(PLANTED)("a store that %s is found", { timeout: 120_000 }, async (_, make) => {
  using disk = await openDisk(inMemory(), make);
  const property = fc.asyncProperty(
    sequences({ cuts: true }),
    async (sequence) => await runSequence(disk, sequence, new Map()),
  );
  const found = await fc.check(property, { numRuns: 20_000, endOnFailure: true });
  expect(found).toMatchObject({ failed: true, errorInstance: expect.any(AssertionError) });
});
