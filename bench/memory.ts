// What the bot needs while it serves a thousand guilds, and while one, a hundred and ten thousand tasks run.

import { setTimeout as wait } from "node:timers/promises";
import { openBot } from "./harness/open-bot.ts";
import { openStandIn } from "./harness/open-stand-in.ts";
import type { Usage, UsageOrder } from "./harness/tell-usage.ts";
import { openSimulators } from "./harness/simulators.ts";
import { mib, print, printAims, printTable } from "./table.ts";

/** What a start leaves behind is over by then. */
const SETTLED_MS = 4_000;
const MEASURED_MS = 8_000;
const WHOLE_BOT = new URL("harness/whole-bot.ts", import.meta.url);
const GUILDS = [1, 1_000] as const;
const MANY = 10_000;
const TASKS = [
  { tasks: 1, apiRate: 10 },
  { tasks: 100, apiRate: 10 },
  { tasks: MANY, apiRate: 10 },
  { tasks: MANY, apiRate: 100 },
] as const;
const MOST_BYTES = 400 * 1024 ** 2;

interface Need {
  readonly residentBytes: number;
  readonly heapBytes: number;
  /** Of one core. */
  readonly cpuShare: number;
}

async function needOf(usage: (order: UsageOrder) => Promise<Usage>): Promise<Need> {
  await wait(SETTLED_MS);
  const before = await usage("leave");
  await wait(MEASURED_MS);
  const { residentBytes, heapBytes, cpuMs, atMs } = await usage("collect");
  const cpuShare = (cpuMs - before.cpuMs) / (atMs - before.atMs);
  return { residentBytes, heapBytes: heapBytes ?? Number.NaN, cpuShare };
}

async function servingGuilds(guilds: number): Promise<Need> {
  const pace = { queuedMs: 100, processingMs: 400 };
  await using simulators = await openSimulators({
    script: WHOLE_BOT,
    guilds,
    mindvideo: { pace },
    env: { API_RATE: "200" },
  });
  const { discord } = simulators;
  const delivered = Promise.withResolvers<void>();
  const done = new Set<string>();
  discord.on("message", ({ message }) => {
    if (message.attachments.length > 0) done.add(message.id);
    if (done.size === guilds) delivered.resolve();
  });
  for (let index = 0; index < guilds; index += 1) {
    simulators.ask();
    // As fast as a busy evening, so that what is measured is not one great burst.
    await wait(10);
  }
  await delivered.promise;
  return await needOf(async (order) => await simulators.usage(order));
}

async function watching({ tasks, apiRate }: (typeof TASKS)[number]): Promise<Need> {
  using server = await openStandIn();
  using bot = await openBot({ origin: server.origin, tasks, apiRate });
  return await needOf(async (order) => await bot.usage(order));
}

const guildRows = [];
for (const guilds of GUILDS) guildRows.push({ guilds, need: await servingGuilds(guilds) });
const taskRows = [];
for (const order of TASKS) taskRows.push({ ...order, need: await watching(order) });

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const cells = ({ residentBytes, heapBytes, cpuShare }: Need): readonly string[] => [
  mib(residentBytes),
  mib(heapBytes),
  percent(cpuShare),
];

print(
  `Resident memory as the machine sees it ${(SETTLED_MS + MEASURED_MS) / 1_000} s after everything is in place, nothing collected`,
);
print(
  `for the sake of the figure; then the heap after a collection. The processor over the last ${MEASURED_MS / 1_000} s, as a share of one core,`,
);
print("all threads together.");
printTable(
  "Guilds: the whole bot, at rest after one picture was delivered in each",
  ["guilds", "resident", "heap", "processor"],
  guildRows.map(({ guilds, need }) => [String(guilds), ...cells(need)]),
);
printTable(
  "Running tasks: the whole bot but for Discord's gateway, tasks left by an earlier process in SQLite",
  ["tasks", "API_RATE", "resident", "heap", "processor"],
  taskRows.map(({ tasks, apiRate, need }) => [String(tasks), String(apiRate), ...cells(need)]),
);
const many = taskRows.filter(({ tasks }) => tasks === MANY).map(({ need }) => need);
const most = Math.max(...many.map(({ residentBytes }) => residentBytes));
const busiest = Math.max(...many.map(({ cpuShare }) => cpuShare));
printAims([
  { aim: `resident with ${MANY} running tasks`, asked: "under 400 MiB", measured: mib(most), met: most < MOST_BYTES },
  {
    aim: `processor with ${MANY} running tasks, at 100 polls a second`,
    asked: "under one core",
    measured: percent(busiest),
    met: busiest < 1,
  },
]);
process.exit();
