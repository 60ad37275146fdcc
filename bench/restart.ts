// A process that starts where another left ten thousand tasks running.

import { setTimeout as wait } from "node:timers/promises";
import { openBot } from "./harness/open-bot.ts";
import { openStandIn } from "./harness/open-stand-in.ts";
import { median, print, printAims, printTable } from "./table.ts";

const TASKS = 10_000;
const RATES = [10, 100];
const ROUNDS = 3;
/** How long it is watched for the rate afterwards. */
const WATCHED_MS = 5_000;
const MOST_S = 3;

const BUNCHED =
  "requests go out evenly, with 30 ms to spare a second; where machine or network delay some for longer, more of them arrive together.";

const rows = [];
for (const apiRate of RATES) {
  const seconds: number[] = [];
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    using server = await openStandIn();
    using bot = await openBot({ origin: server.origin, tasks: TASKS, apiRate });
    seconds.push(bot.watchedMs / 1_000);
    await wait(WATCHED_MS);
    rates.push((await server.counts()).mostPollsInSecond);
  }
  rows.push({ apiRate, seconds: median(seconds), rate: Math.max(...rates) });
}

print(
  `${TASKS} rows of running tasks in SQLite, a new process of the whole bot but for Discord's gateway; from the beginning of`,
);
print(`the process, its modules still to be loaded, until each task waits for its next poll, the median of ${ROUNDS}`);
print(
  `starts. The rate is the most requests that began within any second of the start and the ${WATCHED_MS / 1_000} seconds after it, as the`,
);
print("API saw them.");
printTable(
  "Resumed",
  ["API_RATE", "all watched after", "highest rate seen"],
  rows.map(({ apiRate, seconds, rate }) => [`${apiRate} a second`, `${seconds.toFixed(2)} s`, `${rate} a second`]),
);
printAims(
  rows.flatMap(({ apiRate, seconds, rate }) => [
    {
      aim: `time to resume ${TASKS} at ${apiRate} a second`,
      asked: `under ${MOST_S} s`,
      measured: `${seconds.toFixed(2)} s`,
      met: seconds < MOST_S,
    },
    {
      aim: "highest rate meanwhile",
      asked: `at most ${apiRate}`,
      measured: String(rate),
      met: rate <= apiRate,
      otherwise: BUNCHED,
    },
  ]),
);
process.exit();
