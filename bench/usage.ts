// How soon /usage answers a server with 100,000 runs in its month, in SQLite on a real file: query, report, chart and
// table, as the desk does it. Beside it, how long commands of others can be kept waiting meanwhile. `node bench/usage.ts`

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { DatabaseSync } from "node:sqlite";
import { loadCatalog } from "../src/catalog/load.ts";
import { systemClock } from "../src/domain/clock.ts";
import type { Invocation } from "../src/domain/invocation.ts";
import { micros } from "../src/domain/money.ts";
import { createLog } from "../src/log.ts";
import { spanAt } from "../src/budget/windows.ts";
import { reportUsage } from "../src/pipeline/report-usage.ts";
import { openSqlite } from "../src/store/sqlite.ts";
import { openCharts } from "../src/usage/charts.ts";

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

const folder = mkdtempSync(join(tmpdir(), "atelier-bench-"));
try {
  const path = join(folder, "atelier.db");
  await using store = await openSqlite(path, Date.now);
  await using charts = openCharts();
  const total = fill(path);
  for (let index = 0; index < MEMBERS; index++) {
    await store.memory.set(`name:discord:${GUILD}:80000000000000${1_000 + index}`, `成员 ${index}`);
  }
  const change = { platform: "discord", guildId: GUILD, channelId: "1", userId: "1", at: startsAt, note: "" } as const;
  await store.changeRules({ ...change, apply: (rules) => ({ ...rules, timeZone: ZONE }) });
  const policy = { defaultGuildBudget: micros(5_000_000_000), operatorBudget: null, confirmAbove: micros(500_000) };
  const parts = { catalog, charts, clock: systemClock, log: createLog("warn"), policy, store };
  console.log(
    `/usage of ${RUNS} runs by ${MEMBERS} members in one month, ${ROUNDS} times each, milliseconds to the answer`,
  );
  for (const by of ["day", "member", "model", "channel"]) {
    const times: number[] = [];
    let incomplete = 0;
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const cpuBefore = process.cpuUsage();
    for (let round = 0; round < ROUNDS; round++) {
      const before = performance.now();
      const { report, picture, table } = await reportUsage(parts, invocation({ by }));
      times.push(performance.now() - before);
      if (report.spent !== total) throw new Error(`${report.spent} is not what was spent, ${total}`);
      if (picture === null || table?.runs !== RUNS) incomplete++;
    }
    delay.disable();
    const { user, system } = process.cpuUsage(cpuBefore);
    const [first = Number.NaN] = times;
    const sorted = times.toSorted((a, b) => a - b);
    const columns = [
      `by ${by}`.padEnd(12),
      `first ${first.toFixed(0)}`.padEnd(12),
      `p50 ${(sorted[Math.ceil(ROUNDS / 2) - 1] ?? Number.NaN).toFixed(0)}`.padEnd(10),
      `max ${(sorted.at(-1) ?? Number.NaN).toFixed(0)}`.padEnd(10),
      `${times.filter((time) => time < LIMIT_MS).length} of ${ROUNDS} under ${LIMIT_MS} ms`,
      `${incomplete} incomplete`,
      `${((user + system) / 1e3 / ROUNDS).toFixed(0)} ms of processor each`,
      `others waited at most ${(delay.max / 1e6).toFixed(0)} ms, p99 ${(delay.percentile(99) / 1e6).toFixed(0)} ms`,
    ];
    console.log(columns.join("  "));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
