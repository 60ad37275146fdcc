// What becomes of /usage when a part of it is late or broken: the platforms take no answer after three seconds, and
// figures without a picture are better than none.

import { expect, test } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import type { Invocation } from "../../src/domain/messages/invocation.ts";
import { micros } from "../../src/domain/money/money.ts";
import type { Run } from "../../src/domain/money/ledger.ts";
import { reportUsage } from "../../src/handlers/report-usage.ts";
import type { UsageParts } from "../../src/handlers/report-usage.ts";
import { openSqlite } from "../../src/store/sqlite/sqlite.ts";
import { sayUsage } from "../../src/wording/usage.ts";
import { ManualClock } from "../manual-clock.ts";
import { SCHEMAS } from "../e2e/in-process.ts";
import { KeptLog } from "../platforms/contract/kept-log.ts";
import { happen } from "../usage/ledgers.ts";
import { readCsv } from "../usage/read-csv.ts";
import { anOrigin } from "../an-origin.ts";

const policy = { defaultGuildBudget: micros(5_000_000), operatorBudget: null, confirmAbove: micros(500_000) };
const never = async (): Promise<never> => await new Promise<never>(() => {});
const broken = async (): Promise<never> => await Promise.reject(new Error("out of ink"));
const DAY_MS = 86_400_000;
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47);

const invocation = (clock: ManualClock): Invocation => ({
  ...anOrigin({ channelName: "studio", userName: "Mia", isAdmin: true, at: clock.now() }),
  command: "usage",
  values: {},
});

async function open(over: (parts: UsageParts) => Partial<UsageParts>) {
  const closing = new AsyncDisposableStack();
  const clock = new ManualClock();
  const log = new KeptLog();
  const store = closing.use(await openSqlite(":memory:", () => clock.now()));
  const run = { at: clock.now(), userId: "30", channelId: "20", model: "wan2-7-image", end: "made" } as const;
  await happen(store, [
    { ...run, cost: 24_300 },
    { ...run, cost: 30_000 },
  ]);
  const chartThread = { draw: async () => await Promise.resolve(png) };
  const parts: UsageParts = { catalog: await loadCatalog(SCHEMAS), chartThread, clock, log, policy, store };
  return {
    clock,
    log,
    parts: { ...parts, ...over(parts) },
    [Symbol.asyncDispose]: async () => await closing.disposeAsync(),
  };
}

const textOf = (page: Awaited<ReturnType<typeof reportUsage>>): string =>
  sayUsage(page)
    .blocks.flatMap((block) => ("lines" in block ? block.lines : []))
    .flat()
    .map((span) => (typeof span === "string" ? span : JSON.stringify(span)))
    .join("");

test("in time it is all there: the figures, the picture and the table", async () => {
  await using at = await open(() => ({}));
  const page = await reportUsage(at.parts, invocation(at.clock));
  expect(page.report).toMatchObject({ spent: 54_300, runs: 2, cap: 5_000_000 });
  expect(page.picture).toMatchObject({ name: "usage-2026-11-01-2026-11-30.png", bytes: png });
  expect(readCsv(Buffer.from(page.table?.bytes ?? []).toString())).toHaveLength(2);
  expect(textOf(page)).not.toMatch(/ready in time|only the newest/);
});

test("a picture that does not come is not waited for, and the page says that it is missing", async () => {
  await using at = await open(() => ({ chartThread: { draw: never } }));
  const page = reportUsage(at.parts, invocation(at.clock));
  await expect.poll(() => at.clock.sleeping).toBe(1);
  await at.clock.advance(2_100);
  expect(await page).toMatchObject({ report: { spent: 54_300 }, picture: null, table: { runs: 2 } });
  expect(textOf(await page)).toContain("The chart was not ready in time");
});

test("when it takes long, older runs are summed up and no longer listed, and the page says so", async () => {
  await using at = await open(({ store, clock }) => ({
    store: {
      ...store,
      // Each question takes 700 ms: time for two lists, of today and of a day to come.
      usage: async (...query) => await store.usage(...query),
      runs: async (query) => {
        await (clock as ManualClock).advance(700);
        return await store.runs(query);
      },
    },
  }));
  await happen(at.parts.store, [
    {
      at: at.clock.startedAt - 3 * DAY_MS,
      cost: 5_000,
      userId: "31",
      channelId: "20",
      model: "wan2-7-image",
      end: "made",
    },
  ]);
  const page = await reportUsage(at.parts, { ...invocation(at.clock), values: { window: "this week" } });
  expect(page.report).toMatchObject({ spent: 59_300, runs: 3 });
  expect(page.table).toMatchObject({ runs: 2 });
  expect(textOf(page)).toContain("only the newest 2 runs");
});

test("a picture that cannot be drawn is in the log, and the rest is answered", async () => {
  await using at = await open(() => ({ chartThread: { draw: broken } }));
  const page = await reportUsage(at.parts, invocation(at.clock));
  expect(page).toMatchObject({ picture: null, report: { spent: 54_300 } });
  expect(at.log.of("error").join("\n")).toContain("chart not drawn");
});

const manyRuns = (from: number): readonly Run[] =>
  Array.from({ length: 40_000 }, (_, index) => ({
    generationId: `discord:${from}-${index}`,
    at: from,
    userId: "30",
    channelId: "20",
    model: "wan2-7-image",
    outcome: "made",
    spent: micros(1),
    held: micros(0),
  }));

test("a table too long for a spreadsheet has the newest runs, is packed, and says so", async () => {
  await using at = await open(({ store }) => ({
    store: {
      ...store,
      usage: async () =>
        await Promise.resolve([{ key: "wan2-7-image", spent: micros(40_000), held: micros(0), runs: 40_000 }]),
      runs: async ({ from }) => await Promise.resolve(manyRuns(from)),
    },
  }));
  const page = await reportUsage(at.parts, invocation(at.clock));
  expect(page.report.runs).toBe(30 * 40_000);
  expect(page.table).toMatchObject({ name: "usage-2026-11-01-2026-11-30.csv.zip", runs: 120_000 });
  expect(page.table?.bytes.byteLength).toBeLessThan(5_000_000);
  expect(textOf(page)).toContain("only the newest 120,000 runs");
});
