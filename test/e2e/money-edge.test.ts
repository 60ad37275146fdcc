// A clip that is begun in one month and ends in the next is the old month's money, through the whole bot; and so it stays
// when the process is another one by then.

import { expect, test } from "vitest";
import { ManualClock } from "../manual-clock.ts";
import { changeRules } from "./change-rules.ts";
import { runApp } from "./in-process.ts";
import { CLIP, readMoney } from "./read-money.ts";
import { isDelivered, openHarness, textOf } from "./harness.ts";
import type { Harness } from "./harness.ts";

const MINUTE_MS = 60_000;
const PRICE = 94_500;

async function startClip({ mindvideo, fixtures }: Harness, clock: ManualClock) {
  const interaction = fixtures.members[0].command(fixtures.channels[0], "video", CLIP);
  const answer = await interaction.acknowledged;
  const text = answer.type === 4 ? textOf(answer.message) : "";
  const find = () => mindvideo.tasks.find((one) => one.idempotencyKey === interaction.id);
  await clock.pass(() => find() !== undefined);
  return { text, task: await mindvideo.waitFor(find) };
}

test.each([
  // In each the month ends half a minute later; New York's clocks go back on the day after.
  ["America/New_York", "2026-11-01T03:59:30Z", "2026-10", "2026-11"],
  ["Asia/Shanghai", "2026-11-30T15:59:30Z", "2026-11", "2026-12"],
  ["Asia/Kolkata", "2026-11-30T18:29:30Z", "2026-11", "2026-12"],
])("in %s a clip counts in the month it was begun in", async (timeZone, start, old, next) => {
  const clock = new ManualClock(Date.parse(start));
  await using harness = await openHarness({ discord: { clock }, mindvideo: { clock, manual: true } });
  const { discord, mindvideo, cards } = harness;
  // Room for one clip a month.
  const env = { ...harness.env, DEFAULT_GUILD_BUDGET: "0.10" };
  await using first = new AsyncDisposableStack();
  const app = first.use(await runApp(env, { clock }));
  await changeRules({ ...harness, app }, { timeZone });
  const { task } = await startClip(harness, clock);
  await clock.pass(() => task.polls.length > 0);
  expect(Object.entries(readMoney(harness).windows)).toEqual([[`guild:month:${old}`, { held: PRICE, spent: 0 }]]);

  await clock.advance(MINUTE_MS);
  await first.disposeAsync();
  await using _second = await runApp(env, { clock });
  const { text, task: another } = await startClip(harness, clock);
  expect(text).toContain("$0.0945");
  await task.advance("succeeded");
  const before = task.polls.length;
  await clock.pass(() => task.polls.length > before);
  await discord.waitFor(() => cards().some(isDelivered));
  expect(readMoney(harness).windows).toEqual({
    [`guild:month:${old}`]: { held: 0, spent: PRICE },
    [`guild:month:${next}`]: { held: PRICE, spent: 0 },
  });
  await another.advance("succeeded");
  const further = another.polls.length;
  await clock.pass(() => another.polls.length > further);
  await discord.waitFor(() => cards().filter(isDelivered).length === 2);
  expect(readMoney(harness).windows).toEqual({
    [`guild:month:${old}`]: { held: 0, spent: PRICE },
    [`guild:month:${next}`]: { held: 0, spent: PRICE },
  });
  expect(mindvideo.tasks).toHaveLength(2);
});
