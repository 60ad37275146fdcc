// Looks and delay: our schedule beside what others do, and beside the best that there is. `node bench/looks.ts`
//
// Looks are requests a task, the delay is from its end to the look that sees it. All but the real clients are computed
// exactly from the true durations; what ours has learned it has learned by its own looks, averaged over several starts.

import { clientCosts } from "./looks/clients.ts";
import { bestDelay, costOf } from "./looks/cost.ts";
import type { Cost, Schedule } from "./looks/cost.ts";
import { Learner, scheduleAt, scheduleOf } from "./looks/learned.ts";
import { CLIP, createRandom, MIXED, PICTURE, slower } from "./looks/truth.ts";
import type { Truth } from "./looks/truth.ts";
import { printTable } from "./table.ts";

const STARTS = 8;
const TRUTHS: readonly (readonly [name: string, truth: Truth])[] = [
  ["pictures: 8 s, σ 0.45", PICTURE],
  ["clips: 105 s, σ 0.40", CLIP],
  ["both under one name", MIXED],
];

const every =
  (gap: number): Schedule =>
  (age) =>
    age + gap;
/** 1, 2, 4 … 15 s: each wait a little longer than the last, up to a longest. */
const exponential: Schedule = (age) => (age < 15 ? age * 2 + 1 : age + 15);
/** Gaps from 4.5 to 7.5 s, in an order that repeats. */
const jittered: Schedule = (age) => age + 4.5 + 3 * ((age * 0.618) % 1);

const FIXED: readonly (readonly [name: string, schedule: Schedule])[] = [
  ["every 0.5 s (fal, replicate)", every(0.5)],
  ["every 1 s", every(1)],
  ["every 5 s (OpenAI, AI SDK)", every(5)],
  ["6 ± 1.5 s (Runway)", jittered],
];

const mean = (costs: readonly Cost[]): Cost => ({
  looks: costs.reduce((sum, { looks }) => sum + looks, 0) / costs.length,
  delay: costs.reduce((sum, { delay }) => sum + delay, 0) / costs.length,
});

const learners = (truth: Truth, tasks: number): readonly Learner[] =>
  Array.from({ length: STARTS }, (_, seed) => {
    const learner = new Learner(createRandom(seed + 1));
    learner.watch(truth, tasks);
    return learner;
  });

const ours = (all: readonly Learner[], truth: Truth): Cost =>
  mean(all.map(({ curve }) => costOf(scheduleOf(curve), truth)));

const show = (name: string, { looks, delay }: Cost, best: (looks: number) => number): readonly string[] => [
  name,
  looks.toFixed(1),
  `${delay.toFixed(2)} s`,
  (looks * delay).toFixed(1),
  (delay / best(looks)).toFixed(2),
];

const HEAD = ["schedule", "looks", "mean delay", "product", "× the optimum's delay"];

for (const [name, truth] of TRUTHS) {
  const best = bestDelay(truth);
  const rows = [
    ...FIXED.map(([peer, schedule]) => show(peer, costOf(schedule, truth), best)),
    show("exponential, 1 to 15 s", costOf(exponential, truth), best),
    ...[0, 20, 200].map((tasks) => show(`ours, ${tasks} tasks seen`, ours(learners(truth, tasks), truth), best)),
  ];
  printTable(name, HEAD, rows);
}

const recovery = [
  ["pictures", PICTURE],
  ["clips", CLIP],
] as const;
printTable(
  "The median doubles after 200 tasks: × the optimum's delay, so many tasks later",
  ["tasks", "0", "20", "50", "100"],
  recovery.map(([name, truth]) => {
    const after = slower(truth, 2);
    const best = bestDelay(after);
    const cells = [0, 20, 50, 100].map((tasks) => {
      const all = learners(truth, 200);
      for (const learner of all) learner.watch(after, tasks);
      const cost = ours(all, after);
      return (cost.delay / best(cost.looks)).toFixed(2);
    });
    return [name, ...cells];
  }),
);

/** Fewer looks at the delay of a peer: the intensity that has just that delay. */
function looksAtDelay(learner: Learner, truth: Truth, delay: number): number {
  const { curve } = learner;
  let [low, high] = [0.05, 60];
  for (let round = 0; round < 40; round += 1) {
    const middle = Math.sqrt(low * high);
    if (costOf(scheduleAt(curve, middle), truth).delay > delay) low = middle;
    else high = middle;
  }
  return costOf(scheduleAt(curve, high), truth).looks;
}

printTable(
  "Looks of a peer for each of ours at the same mean delay, 200 tasks seen",
  ["peer", ...TRUTHS.map(([name]) => name)],
  FIXED.map(([peer, schedule]) => [
    peer,
    ...TRUTHS.map(([, truth]) => {
      const { looks, delay } = costOf(schedule, truth);
      const all = learners(truth, 200);
      const own = all.reduce((sum, learner) => sum + looksAtDelay(learner, truth, delay), 0) / all.length;
      return (looks / own).toFixed(2);
    }),
  ]),
);

printTable(
  "The clients themselves, ten times as fast",
  ["client", "durations", "looks", "mean delay"],
  await clientCosts(),
);
