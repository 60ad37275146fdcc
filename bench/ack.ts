// How soon a command is answered: the whole bot, whose first answer is the finished card with money set aside, beside
// handlers that do as good as nothing. Each is a process of its own against the same kind of simulator.

import type { InteractionHandle } from "../sim/discord/simulator.ts";
import { openSimulators } from "./harness/simulators.ts";
import type { Simulators } from "./harness/simulators.ts";
import { atMost, median, print, printAims, printTable, quantile } from "./table.ts";

const GUILDS = 20;
/** Code is loaded and compiled by then, as in a bot that has run for a while. */
const WARMING = { commands: 300, withinMs: 2_000 };
const BURST = { commands: 200, withinMs: 2_000 };
const LONG = { commands: 2_000, withinMs: 20_000 };
const ROUNDS = 5;
/** Discord's own limit: past it the person reads that the application did not respond. */
const DEADLINE_MS = 3_000;
const MOST = 1.25;

const CONTESTANTS = [
  { name: "bare discord.js, defers", script: new URL("./ack/bare-handler.ts", import.meta.url) },
  { name: "bare, one row, then a card", script: new URL("./ack/writing-handler.ts", import.meta.url) },
  { name: "ours, answers with the card", script: new URL("./harness/whole-bot.ts", import.meta.url) },
] as const;

type Load = typeof BURST;

/** Milliseconds from the event to the accepted answer, of one fresh process. */
async function answerTimes(script: URL, load: Load): Promise<readonly number[]> {
  await using simulators = await openSimulators({ script, guilds: GUILDS, mindvideo: { manual: true } });
  await askAll(simulators, WARMING);
  return await askAll(simulators, load);
}

async function askAll(simulators: Simulators, { commands, withinMs }: Load): Promise<readonly number[]> {
  const handles: InteractionHandle[] = [];
  const startedAt = performance.now();
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setInterval(() => {
    // A timer that came late is made up for, so that the load is what it is said to be.
    const due = Math.min(commands, Math.floor(((performance.now() - startedAt) * commands) / withinMs));
    while (handles.length < due) handles.push(simulators.ask());
    if (handles.length === commands) resolve();
  }, 1);
  await promise;
  clearInterval(timer);
  const answered = await Promise.all(handles.map(async ({ acknowledged }) => await acknowledged));
  return answered.map(({ tookMs }) => tookMs);
}

async function inTurns(load: Load, rounds: number): Promise<readonly Result[]> {
  const results = CONTESTANTS.map(({ name, script }) => ({ name, script, rounds: [] as (readonly number[])[] }));
  for (let round = 0; round < rounds; round += 1)
    for (const { script, rounds: done } of results) done.push(await answerTimes(script, load));
  return results;
}

interface Result {
  readonly name: string;
  readonly rounds: readonly (readonly number[])[];
}

const quantileOf = ({ rounds }: Result, share: number): number => median(rounds.map((times) => quantile(times, share)));

/** How each one's p99 stands to the first one's. */
function show(title: string, results: readonly Result[]): readonly number[] {
  const besideFirst = (share: number): readonly number[] => {
    const values = results.map((result) => quantileOf(result, share));
    return values.map((value) => value / (values[0] ?? Number.NaN));
  };
  const [p50, p99] = [besideFirst(0.5), besideFirst(0.99)];
  printTable(
    title,
    ["", "p50", "p99", "slowest", `within ${DEADLINE_MS / 1_000} s`, "× bare, p50", "× bare, p99"],
    results.map((result, index) => {
      const times = result.rounds.flat();
      return [
        result.name,
        `${quantileOf(result, 0.5).toFixed(1)} ms`,
        `${quantileOf(result, 0.99).toFixed(1)} ms`,
        `${Math.max(...times).toFixed(1)} ms`,
        `${times.filter((time) => time < DEADLINE_MS).length} of ${times.length}`,
        p50[index]?.toFixed(2) ?? "",
        p99[index]?.toFixed(2) ?? "",
      ];
    }),
  );
  return p99;
}

const burst = await inTurns(BURST, ROUNDS);
const long = await inTurns(LONG, 1);
print(
  "Milliseconds from the event to the accepted answer. Every round is a fresh process of each, in turns, which has answered",
);
print(
  `${WARMING.commands} commands before it is measured; p50 and p99 are medians of ${ROUNDS} rounds. The commands come from ${GUILDS} guilds, evenly.`,
);
print(
  "The second writes one row to SQLite, flushed to the disk, and then answers with a card that is always the same.",
);
const within = ({ commands, withinMs }: Load): string => `${commands} commands within ${withinMs / 1_000} s`;
const [, writing = Number.NaN, ratio = Number.NaN] = show(within(BURST), burst);
const [, longWriting = Number.NaN, longRatio = Number.NaN] = show(`${within(LONG)}, one round`, long);
const wayOf = (handler: number): string =>
  `one row on the disk, which nobody may forget, and a card in place of nothing come to ${handler.toFixed(2)} already; then there are the check, the rules, the budget and the ledger`;
printAims([
  { aim: `p99 of ${within(BURST)} beside the bare handler's`, ...atMost(ratio, MOST), otherwise: wayOf(writing) },
  {
    aim: `p99 of ${within(LONG)} beside the bare handler's`,
    ...atMost(longRatio, MOST),
    otherwise: wayOf(longWriting),
  },
]);
process.exit();
