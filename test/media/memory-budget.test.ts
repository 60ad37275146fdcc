// The one bound that keeps many results at once from ending the process. Were it passed, the process would die in the
// middle of everybody's results; were somebody to wait for ever, a result that was paid for would never arrive.
import { getEventListeners } from "node:events";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createDataUris } from "../../src/media/data-uris.ts";
import { createMediaFetcher } from "../../src/media/fetch-media.ts";
import { createMemoryBudget, PROCESS_MEMORY } from "../../src/media/memory-budget.ts";
import type { Reservation, MemoryAmount } from "../../src/media/memory-budget.ts";
import { rejection } from "../generator/scripted-api.ts";
import { ManualClock } from "../manual-clock.ts";
import { anAttachment } from "../an-attachment.ts";

const never = new AbortController().signal;
const amountOf = (bytes: number, files = 1): MemoryAmount => ({ bytes, files });
const PIECE = amountOf(10, 4);

/** As many turns as any promise here needs. */
const settle = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

test("an abort ends the wait, and leaves the turn to the next", async () => {
  const memory = createMemoryBudget(PIECE);
  const first = await memory.reserve(amountOf(8), never);
  const stop = new AbortController();
  const second = memory.reserve(amountOf(5), stop.signal);
  const third = memory.reserve(amountOf(2), never);
  stop.abort(new Error("going down"));
  expect(await rejection(second)).toMatchObject({ message: "going down" });
  (await third)[Symbol.dispose]();
  first[Symbol.dispose]();
  (await memory.reserve(amountOf(10), never))[Symbol.dispose]();
  expect(getEventListeners(never, "abort")).toEqual([]);
});

test("disposing of it twice frees it once", async () => {
  const memory = createMemoryBudget(PIECE);
  const first = await memory.reserve(amountOf(10), never);
  first[Symbol.dispose]();
  first[Symbol.dispose]();
  expect(memory.usage()).toEqual({ ...amountOf(0, 0), waiting: 0 });
});

test("small ones that come later do not starve a large one", async () => {
  const memory = createMemoryBudget(PIECE);
  const first = await memory.reserve(amountOf(6), never);
  const granted: string[] = [];
  const note = async (name: string, wanted: MemoryAmount): Promise<Reservation> => {
    const reserved = await memory.reserve(wanted, never);
    granted.push(name);
    return reserved;
  };
  const large = note("large", amountOf(10));
  const small = note("small", amountOf(1));
  await settle();
  expect(granted).toEqual([]);
  first[Symbol.dispose]();
  (await large)[Symbol.dispose]();
  await small;
  expect(granted).toEqual(["large", "small"]);
});

test("many small files are held up by their number", async () => {
  const memory = createMemoryBudget(PIECE);
  const first = await memory.reserve(amountOf(1, 3), never);
  const second = memory.reserve(amountOf(1, 2), never);
  await settle();
  expect(memory.usage()).toEqual({ bytes: 1, files: 3, waiting: 1 });
  first[Symbol.dispose]();
  expect((await second).files).toBe(2);
});

test("uploads and results share one bound", async () => {
  const memory = createMemoryBudget(PROCESS_MEMORY);
  await using fetcher = createMediaFetcher({ allowedHosts: [], clock: new ManualClock(), memory });
  using _all = await memory.reserve(PROCESS_MEMORY, never);
  const stop = new AbortController();
  const media = [{ kind: "image", url: "https://media.example/1" }] as const;
  const result = fetcher.fetch(
    { generationId: "1", media, prompt: null, modelTitle: "", endedAt: 0, maxClipBytes: 1 },
    stop.signal,
  );
  const file = anAttachment({ bytes: 5 });
  const upload = createDataUris(memory)([file], async () => await Promise.reject(new Error("opened")), stop.signal);
  await settle();
  expect(memory.usage()).toEqual({ ...PROCESS_MEMORY, waiting: 2 });
  stop.abort(new Error("going down"));
  expect(await rejection(result)).toMatchObject({ message: "going down" });
  expect(await rejection(upload)).toMatchObject({ message: "going down" });
});

const TOTAL = amountOf(100, 8);

type Step =
  | { readonly kind: "reserve"; readonly wanted: MemoryAmount }
  | { readonly kind: "take" | "trim" | "dispose" | "abort"; readonly which: number; readonly bytes: number };

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant("reserve" as const),
      // Also more than there is, and nothing at all.
      wanted: fc.record({ bytes: fc.nat(150), files: fc.nat(12) }),
    }),
    fc.record({
      kind: fc.constantFrom("take" as const, "trim" as const, "dispose" as const, "abort" as const),
      which: fc.nat(30),
      bytes: fc.nat(60),
    }),
  ),
  { maxLength: 60 },
);

class Request {
  readonly stop = new AbortController();
  reservation: Reservation | null = null;
  taken = 0;
  left = false;
}

test("whatever is asked, taken, given up and aborted: never more than there is, in order, and nobody waits for ever", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const memory = createMemoryBudget(TOTAL);
      const asked: Request[] = [];
      const granted: Request[] = [];
      const grant = async (one: Request, wanted: MemoryAmount): Promise<void> => {
        try {
          one.reservation = await memory.reserve(wanted, one.stop.signal);
          granted.push(one);
        } catch {
          one.left = true;
        }
      };
      const check = async (): Promise<void> => {
        await settle();
        const { bytes, files } = memory.usage();
        expect(bytes).toBeLessThanOrEqual(TOTAL.bytes);
        expect(files).toBeLessThanOrEqual(TOTAL.files);
        expect(Math.min(bytes, files)).toBeGreaterThanOrEqual(0);
        const held = asked.filter((one) => one.reservation !== null && !one.left);
        expect(held.reduce((sum, { taken }) => sum + taken, 0)).toBeLessThanOrEqual(bytes);
        expect(granted).toEqual(granted.toSorted((a, b) => asked.indexOf(a) - asked.indexOf(b)));
      };
      for (const step of all) {
        if (step.kind === "reserve") {
          const one = new Request();
          asked.push(one);
          void grant(one, step.wanted);
        } else {
          const one = asked[step.which];
          if (one === undefined || one.left) continue;
          if (step.kind === "abort") one.stop.abort();
          if (one.reservation === null) continue;
          if (step.kind === "take" && one.reservation.take(step.bytes)) one.taken += step.bytes;
          if (step.kind === "trim") one.reservation.trim();
          if (step.kind === "dispose") {
            one.left = true;
            one.reservation[Symbol.dispose]();
          }
        }
        await check();
      }
      // Whoever has theirs is done with it some day: then all the others have had their turn.
      for (let turn = 0; turn < asked.length; turn += 1) {
        for (const one of asked) one.reservation?.[Symbol.dispose]();
        await settle();
      }
      expect(asked.filter((one) => one.reservation === null && !one.left)).toEqual([]);
      expect(memory.usage()).toEqual({ bytes: 0, files: 0, waiting: 0 });
    }),
    { numRuns: 150 },
  );
});
