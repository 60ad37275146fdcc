// Polls and delay: our schedule beside what others do, and beside the best that there is.

import { clientCosts } from "./polls/clients.ts";
import { bestDelay, costOf, fixedDelay, solve } from "./polls/cost.ts";
import type { Cost } from "./polls/cost.ts";
import { Learner, scheduleAt } from "./polls/learned.ts";
import { exponential, FIXED } from "./polls/fixed-schedules.ts";
import { CLIP, createRandom, MIXED, PICTURE, slower } from "./polls/truth.ts";
import type { Truth } from "./polls/truth.ts";
import { atLeast, atMost, print, printAims, printTable } from "./table.ts";

const STARTS = 24;
const SEEN = [0, 5, 10, 20, 50, 200] as const;
const SOON = 20;
const SETTLED = 200;
/** By then a kind is known, as the product counts. */
const KNOWN = 10;
const TRUTHS = {
  "pictures: 8 s, σ 0.45": PICTURE,
  "clips: 105 s, σ 0.40": CLIP,
  "both under one name": MIXED,
} as const;
const KINDS: readonly Truth[] = [PICTURE, CLIP];
const DOUBLED = new Map(KINDS.map((truth) => [truth, slower(truth, 2)]));

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

interface Past {
  readonly truth: Truth;
  readonly tasks: number;
}

/** As many bots as there are starts, each with a past of its own. */
const learners = (...past: readonly Past[]): readonly Learner[] =>
  Array.from({ length: STARTS }, (_, seed) => {
    const learner = new Learner(createRandom(seed + 1));
    for (const { truth, tasks } of past) learner.watch(truth, tasks);
    return learner;
  });

function ours(all: readonly Learner[], truth: Truth): Cost {
  const costs = all.map(({ schedule }) => costOf(schedule, truth));
  return { polls: mean(costs.map(({ polls }) => polls)), delay: mean(costs.map(({ delay }) => delay)) };
}

const ourCost = (truth: Truth, tasks: number): Cost => ours(learners({ truth, tasks }), truth);

const optima = new Map<Truth, (polls: number) => number>();

function beyondOptimum(truth: Truth, { polls, delay }: Cost): number {
  const best = optima.get(truth) ?? bestDelay(truth);
  optima.set(truth, best);
  return delay / best(polls);
}

const besideFixed = (truth: Truth, { polls, delay }: Cost): number => delay / fixedDelay(truth, polls);

function showSchedules(name: string, truth: Truth): void {
  const row = (schedule: string, cost: Cost): readonly string[] => [
    schedule,
    cost.polls.toFixed(1),
    `${cost.delay.toFixed(2)} s`,
    (cost.polls * cost.delay).toFixed(1),
    beyondOptimum(truth, cost).toFixed(2),
    besideFixed(truth, cost).toFixed(2),
  ];
  const head = ["schedule", "polls", "mean delay", "product", "× the optimum's delay", "× a fixed interval's"];
  printTable(name, head, [
    ...FIXED.map(([client, schedule]) => row(client, costOf(schedule, truth))),
    row("exponential, 1 to 15 s", costOf(exponential, truth)),
    ...SEEN.map((tasks) => row(`ours, ${tasks} tasks seen`, ourCost(truth, tasks))),
  ]);
}

/** By how much the delay is beyond the optimum's, this many tasks after the median has doubled. */
function afterDoubling(before: Truth, tasks: number): number {
  const truth = DOUBLED.get(before) ?? before;
  return beyondOptimum(truth, ours(learners({ truth: before, tasks: SETTLED }, { truth, tasks }), truth));
}

/** How many polls a client spends for each of ours, both with the client's delay. */
function spared(truth: Truth, { polls, delay }: Cost): number {
  const own = learners({ truth, tasks: SETTLED }).map(({ curve }) => {
    const intensity = solve((value) => costOf(scheduleAt(curve, value), truth).delay <= delay);
    return costOf(scheduleAt(curve, intensity), truth).polls;
  });
  return polls / mean(own);
}

print(
  [
    "Polls are requests a task; the delay is from a task's end to the poll that sees it. Both are computed from the true",
    "durations, not drawn. What ours knows it has learned from its own polls at so many tasks, beginning with a document's",
    `guess of 60 s, the mean of ${STARTS} such bots. The optimum is found by dynamic programming over the true durations; a`,
    "schedule is compared with the optimum, and with the fixed interval, that costs as many polls as it does itself, so that",
    "the ratio of delays is that of polls × delay as well.",
  ].join("\n"),
);
for (const [name, truth] of Object.entries(TRUTHS)) showSchedules(name, truth);

const AFTER = [0, 20, 50, 100] as const;
const recovery = KINDS.map((truth) => AFTER.map((tasks) => afterDoubling(truth, tasks)));
printTable(
  `The median doubles after ${SETTLED} tasks: × the optimum's delay, so many tasks later`,
  ["tasks", ...AFTER.map(String)],
  recovery.map((row, index) => [index === 0 ? "pictures" : "clips", ...row.map((value) => value.toFixed(2))]),
);

const savings = FIXED.map(([, schedule]) =>
  Object.values(TRUTHS).map((truth) => spared(truth, costOf(schedule, truth))),
);
printTable(
  `Polls of a client for each of ours at the same mean delay, ${SETTLED} tasks seen`,
  ["client", ...Object.keys(TRUTHS)],
  FIXED.map(([client], index) => [client, ...(savings[index] ?? []).map((value) => value.toFixed(2))]),
);

printTable(
  "The clients themselves, ten times as fast, both at once",
  ["client", "durations", "polls", "mean delay"],
  await clientCosts(),
);

const worst = (tasks: number): number => Math.max(...KINDS.map((truth) => beyondOptimum(truth, ourCost(truth, tasks))));
const mixed = SEEN.map((tasks) => ({ tasks, ratio: besideFixed(MIXED, ourCost(MIXED, tasks)) }));
const known = mixed.filter(({ tasks }) => tasks >= KNOWN).map(({ ratio }) => ratio);
const bestSavings = FIXED.map(([, schedule]) => beyondOptimum(MIXED, costOf(schedule, MIXED)));
printAims([
  { aim: `polls × delay beside the optimum's, ${SOON} tasks seen`, ...atMost(worst(SOON), 1.25) },
  { aim: `polls × delay beside the optimum's, ${SETTLED} tasks seen`, ...atMost(worst(SETTLED), 1.1) },
  {
    aim: "the same, 100 tasks after the median has doubled",
    ...atMost(Math.max(...recovery.map((row) => row.at(-1) ?? Number.NaN)), 1.1),
  },
  {
    aim: `two kinds mixed, beside the best fixed interval, from ${KNOWN} tasks seen on`,
    ...atMost(Math.max(...known), 1.05),
  },
  {
    aim: "two kinds mixed, beside the best fixed interval, before anything was seen",
    ...atMost(mixed[0]?.ratio ?? Number.NaN, 1.05),
    otherwise: `until a few tasks have ended there is nothing but one guess of 60 s, which is far from both kinds; after ${mixed[1]?.tasks} tasks it is ${mixed[1]?.ratio.toFixed(2)}. What a fixed interval needs to be the best one, how long tasks take, is not known at that moment either.`,
  },
  {
    aim: "polls of any fixed client for each of ours at its delay, one kind",
    ...atLeast(Math.min(...savings.flatMap((row) => row.slice(0, KINDS.length))), 1.3),
  },
  {
    aim: "the same, two kinds mixed",
    ...atLeast(Math.min(...savings.map((row) => row[KINDS.length] ?? Number.NaN)), 1.3),
    otherwise: `the optimum itself, which knows the true durations, has ${Math.min(...bestSavings).toFixed(2)}: where one name stands for two kinds, no schedule can tell which one it is waiting for. Kinds are told apart by their options where these differ.`,
  },
]);
