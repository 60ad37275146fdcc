// Tasks watched as the product watches them, whatever the API does meanwhile: it is slow, asks for quiet, or says by itself
// that something moved. If this breaks, one task is asked for twice at once, the key is banned, or an end is never seen.
import { keepSlot } from "../keep-slot.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Generation } from "../../src/domain/generation.ts";
import { createPolls } from "../../src/pacing/polls.ts";
import { createPacer } from "../../src/pacing/pacer.ts";
import { LONGEST_GAP_MS } from "../../src/pacing/schedule.ts";
import { watch } from "../../src/pipeline/watch.ts";
import { A_REPORT, openHarness, SUCCESS } from "../pipeline/harness.ts";

const HOUR_MS = 3_600_000;
const NEVER = new AbortController().signal;

interface Plan {
  readonly tasks: readonly { readonly endsMs: number; readonly answerMs: number }[];
  readonly perSecond: number;
  /** When the API says of all tasks that something moved. */
  readonly moves: readonly number[];
  readonly pauses: readonly { readonly atMs: number; readonly forMs: number }[];
}

const moment = fc.integer({ min: 1, max: HOUR_MS / 4 });
const plans: fc.Arbitrary<Plan> = fc.record({
  tasks: fc.array(fc.record({ endsMs: moment, answerMs: fc.integer({ min: 0, max: 20_000 }) }), {
    minLength: 1,
    maxLength: 6,
  }),
  perSecond: fc.integer({ min: 1, max: 10 }),
  moves: fc.array(moment, { maxLength: 10 }),
  pauses: fc.array(fc.record({ atMs: moment, forMs: fc.integer({ min: 1, max: 60_000 }) }), { maxLength: 3 }),
});

/** Always somebody waiting, and many moments at which quiet is asked for. */
const crowds: fc.Arbitrary<Plan> = fc.record({
  tasks: fc.constant(Array.from({ length: 8 }, () => ({ endsMs: HOUR_MS / 12, answerMs: 0 }))),
  perSecond: fc.constant(0.25),
  moves: fc.constant([]),
  pauses: fc.array(
    fc.record({ atMs: fc.integer({ min: 1, max: HOUR_MS / 12 }), forMs: fc.integer({ min: 1, max: 10_000 }) }),
    { minLength: 5, maxLength: 20 },
  ),
});

interface Seen {
  /** When each poll began. */
  readonly polls: readonly number[];
  readonly mostAtOnce: number;
  /** When each task's end was seen; the order of the plan. */
  readonly ends: readonly number[];
}

async function watchAll({ tasks, perSecond, moves, pauses }: Plan): Promise<Seen> {
  await using harness = await openHarness();
  const { clock } = harness;
  const pacer = createPacer(() => perSecond, clock);
  const polls: number[] = [];
  const moved: (() => void)[] = [];
  const open = new Map<string, number>();
  let mostAtOnce = 0;
  const poll = async (taskId: string) => {
    const { endsMs = 0, answerMs = 0 } = tasks[Number(taskId)] ?? {};
    polls.push(clock.elapsed());
    const isOver = clock.elapsed() >= endsMs;
    open.set(taskId, (open.get(taskId) ?? 0) + 1);
    mostAtOnce = Math.max(mostAtOnce, open.get(taskId) ?? 0);
    await clock.sleep(answerMs, NEVER);
    open.set(taskId, (open.get(taskId) ?? 0) - 1);
    pacer.answered("poll");
    return { ...(isOver ? SUCCESS : A_REPORT), taskId };
  };
  const parts = {
    ...harness.parts,
    generator: { ...harness.parts.generator, poll, follow: async (_: string, on: () => void) => void moved.push(on) },
    polls: createPolls({ clock, pacer, random: () => 1 }),
    showProgress: () => {},
    rest: keepSlot,
  };
  const ends: number[] = [];
  const watched = tasks.map(async (_, index) => {
    const state = { kind: "running", taskId: String(index), phase: "queued", since: clock.now() } as const;
    const generation = (await harness.leave(state, { interactionId: `9${index}` })) as Generation & {
      state: typeof state;
    };
    await watch(parts, generation, NEVER);
    ends[index] = clock.elapsed();
  });
  for (const at of moves) void clock.sleep(at, NEVER).then(() => moved.forEach((on) => on()));
  for (const { atMs, forMs } of pauses) void clock.sleep(atMs, NEVER).then(() => pacer.pause("poll", forMs));
  await clock.advance(2 * HOUR_MS);
  await Promise.all(watched);
  return { polls, mostAtOnce, ends };
}

test("no task is asked for twice at once, no second has more polls than the rate, and every end is seen in time", async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const { polls, mostAtOnce, ends } = await watchAll(plan);
      const { tasks, perSecond, pauses } = plan;
      expect(mostAtOnce).toBe(1);
      for (const [index, at] of polls.entries())
        expect(at - (polls[index - perSecond] ?? -Infinity)).toBeGreaterThanOrEqual(1_000);
      const quietMs = pauses.reduce((sum, { forMs }) => sum + forMs, 0);
      const turnsMs = (tasks.length / perSecond) * 1_500;
      for (const [index, { endsMs, answerMs }] of tasks.entries())
        expect((ends[index] ?? Infinity) - endsMs).toBeLessThanOrEqual(
          LONGEST_GAP_MS * 1.05 + 2 * answerMs + turnsMs + quietMs,
        );
    }),
    { numRuns: 25 },
  );
});

test("no poll begins while the API wants to be left alone", async () => {
  await fc.assert(
    fc.asyncProperty(crowds, async (plan) => {
      const { polls } = await watchAll(plan);
      for (const { atMs, forMs } of plan.pauses)
        expect(polls.filter((at) => at > atMs && at < atMs + forMs)).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
