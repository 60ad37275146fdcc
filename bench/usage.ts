// How soon /usage answers a server with 100,000 runs in its month, in SQLite on a real file: query, report, chart and
// table, as the handler does it. Beside it, how long commands of others can be kept waiting meanwhile.

import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { DatabaseSync } from "node:sqlite";
import { loadCatalog } from "../src/catalog/load.ts";
import { systemClock } from "../src/domain/time/clock.ts";
import type { Invocation } from "../src/domain/messages/invocation.ts";
import { micros } from "../src/domain/money/money.ts";
import { createLog } from "../src/start/log.ts";
import { spanAt } from "../src/budget/windows.ts";
import { reportUsage } from "../src/handlers/report-usage.ts";
import { openSqlite } from "../src/store/sqlite/sqlite.ts";
import { openChartThread } from "../src/usage/chart/chart-thread.ts";
import { openFolder } from "./harness/folder.ts";
import { median, print, printAims, printTable } from "./table.ts";

const RUNS = 100_000;
const MEMBERS = 200;
const CHANNELS = 12;
const ROUNDS = 12;
const LIMIT_MS = 1_000;
const ZONE = "Asia/Shanghai";
const GUILD = "1200000000000000000";

const catalog = await loadCatalog(join(import.meta.dirname, "../schemas"));
const slugs = catalog.models.map(({ slug }) => slug);
const { startsAt, endsAt } = spanAt(Date.now(), "month", ZONE);

/** Three entries a run, as a real one leaves them: the hold, the API's estimate, and what it cost. */
function fill(path: string): number {
  const database = new DatabaseSync(path);
  const insert = database.prepare(
    `insert into ledger (at, kind, generation_id, platform, guild_id, channel_id, user_id, model, held_at, held, spent, note)
     values (?, ?, ?, 'discord', ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  let total = 0;
  database.exec("begin");
  for (let index = 0; index < RUNS; index++) {
    const at = startsAt + Math.floor((index * ((endsAt ?? startsAt) - startsAt)) / RUNS);
    const who = [`90000000000000${1_000 + (index % CHANNELS)}`, `80000000000000${1_000 + ((index * 7) % MEMBERS)}`];
    const cost = 20_000 + (index % 977);
    total += cost;
    const entries = [
      ["hold", 24_300, 0, ""],
      ["adjust", cost - 24_300, 0, "estimate"],
      ["settle", -cost, cost, "made"],
    ] as const;
    for (const [kind, held, spent, note] of entries) {
      const model = slugs[index % slugs.length] ?? "";
      insert.run(at, kind, `discord:1300000000000${100_000 + index}`, GUILD, ...who, model, at, held, spent, note);
    }
  }
  database.exec("commit");
  database.close();
  return total;
}

const invocation = (values: Invocation["values"]): Invocation => ({
  platform: "discord",
  interactionId: "1",
  guildId: GUILD,
  channelId: "1",
  channelName: null,
  userId: "1",
  userName: null,
  roleIds: [],
  isAdmin: true,
  locale: "en-US",
  at: Date.now(),
  command: "usage",
  values,
});

const path = openFolder().file("atelier.db");
await using store = await openSqlite(path, Date.now);
await using chartThread = openChartThread();
const total = fill(path);
for (let index = 0; index < MEMBERS; index++) {
  await store.keyValue.set(`name:discord:${GUILD}:80000000000000${1_000 + index}`, `成员 ${index}`);
}
const change = { platform: "discord", guildId: GUILD, channelId: "1", userId: "1", at: startsAt, note: "" } as const;
await store.changeRules({ ...change, apply: (rules) => ({ ...rules, timeZone: ZONE }) });
const policy = { defaultGuildBudget: micros(5_000_000_000), operatorBudget: null, confirmAbove: micros(500_000) };
const parts = { catalog, chartThread, clock: systemClock, log: createLog("warn"), policy, store };

interface Reported {
  readonly times: readonly number[];
  /** How many of them with chart and table. */
  readonly whole: number;
  readonly cpuMs: number;
  readonly waitedMs: number;
}

async function report(by: string): Promise<Reported> {
  const times: number[] = [];
  let whole = 0;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const cpuBefore = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round++) {
    const before = performance.now();
    const page = await reportUsage(parts, invocation({ by }));
    times.push(performance.now() - before);
    if (page.report.spent !== total) throw new Error(`${page.report.spent} is not what was spent, ${total}`);
    if (page.picture !== null && page.table?.runs === RUNS) whole += 1;
  }
  delay.disable();
  const { user, system } = process.cpuUsage(cpuBefore);
  return { times, whole, cpuMs: (user + system) / 1e3 / ROUNDS, waitedMs: delay.max / 1e6 };
}

const rows: (Reported & { readonly by: string })[] = [];
for (const by of ["day", "member", "model", "channel"]) rows.push({ by, ...(await report(by)) });

const ms = (value: number): string => `${value.toFixed(0)} ms`;
print(
  `${RUNS} runs by ${MEMBERS} members in one month, three ledger entries each; \`/usage\` with chart and table, ${ROUNDS} times. What`,
);
print("others can be kept waiting is the longest that the event loop stood still meanwhile.");
printTable(
  "A report",
  ["by", "the first", "median", "slowest", "processor", "others waited at most", "with chart and table"],
  rows.map(({ by, times, whole, cpuMs, waitedMs }) => [
    by,
    ms(times[0] ?? Number.NaN),
    ms(median(times)),
    ms(Math.max(...times)),
    ms(cpuMs),
    ms(waitedMs),
    `${whole} of ${ROUNDS}`,
  ]),
);
const slowest = Math.max(...rows.flatMap(({ times }) => times));
printAims([
  {
    aim: `a report of ${RUNS} runs, the slowest`,
    asked: `under ${ms(LIMIT_MS)}`,
    measured: ms(slowest),
    met: slowest < LIMIT_MS,
    otherwise: "the first one loads fonts and starts the thread that draws; the median is what counts afterwards.",
  },
]);
