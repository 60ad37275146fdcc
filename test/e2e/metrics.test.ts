// What an operator watches: were a figure to stand still while runs go on, nobody would be woken; were /readyz to say yes
// without the database or a gateway, a broken process would be kept.

import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../../sim/bot/free-port.ts";
import { systemClock } from "../../src/domain/time/clock.ts";
import { readExposition, valueOf } from "../metrics/exposition.ts";
import type { Family } from "../metrics/exposition.ts";
import { textOf } from "../platforms/slack/seen.ts";
import { runApp } from "./in-process.ts";
import type { RunningApp } from "./in-process.ts";
import { openSlackHarness } from "./slack-harness.ts";
import type { SlackHarness } from "./slack-harness.ts";
import { isDelivered } from "./harness.ts";

let harness: SlackHarness;
let app: RunningApp;
let origin: string;

beforeAll(async () => {
  harness = await openSlackHarness();
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  app = await runApp({ ...harness.beside.env, PORT: String(port) }, { clock: systemClock });
});

afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await harness[Symbol.asyncDispose]();
});

type Page = ReadonlyMap<string, Family>;

async function scrape(): Promise<Page> {
  const response = await fetch(`${origin}/metrics`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  return readExposition(await response.text());
}

/** One run on each platform, from the command to the media. */
async function runOnBoth(): Promise<void> {
  const { beside, slack, fixtures, cards } = harness;
  const prompt = "a red fox in snow";
  beside.fixtures.members[0].command(beside.fixtures.channels[0], "image", { prompt });
  fixtures.members[0].command(fixtures.channels[0], "/image", prompt);
  await beside.discord.waitFor(() => beside.discord.messages().some(isDelivered));
  await slack.waitFor(() => cards().some((card) => /\btook\b/.test(textOf(card))), { timeoutMs: 20_000 });
}

/** Reads until the figures say so: what was delivered is written down a moment later. */
async function scrapeUntil(isSo: (page: Page) => boolean): Promise<Page> {
  for (;;) {
    const page = await scrape();
    if (isSo(page)) return page;
    await new Promise(setImmediate);
  }
}

test("a run on each platform moves every figure that it should", async () => {
  const before = await scrape();
  await runOnBoth();
  const page = await scrapeUntil((read) => valueOf(read, "atelier_deliveries_total", { end: "delivered" }) === 2);
  const moved = (name: string, labels: Readonly<Record<string, string>> = {}): number =>
    valueOf(page, name, labels) - valueOf(before, name, labels);

  for (const platform of ["discord", "slack"]) {
    expect(moved("atelier_ack_seconds_count", { platform, asked: "command" })).toBe(1);
    expect(moved("atelier_desk_seconds_count", { platform, answer: "card" })).toBe(1);
    expect(moved("atelier_acceptances_total", { platform, result: "accepted" })).toBe(1);
    expect(moved("atelier_settled_total", { platform, outcome: "made" })).toBe(1);
    expect(moved("atelier_delivery_seconds_count", { platform, result: "delivered" })).toBe(1);
    expect(moved("atelier_handover_seconds_count", { platform })).toBe(1);
    expect(moved("atelier_edits_total", { platform })).toBeGreaterThan(0);
    expect(valueOf(page, "atelier_ready", { part: platform })).toBe(1);
  }
  expect(moved("atelier_submissions_total", { result: "accepted" })).toBe(2);
  expect(moved("atelier_looks_total", { result: "succeeded" })).toBe(2);
  expect(moved("atelier_looks_per_generation_sum")).toBe(moved("atelier_looks_total"));
  expect(moved("atelier_detection_delay_bound_seconds_count")).toBe(2);
  expect(moved("atelier_media_files_total", { result: "fetched" })).toBe(2);
  expect(moved("atelier_media_fetched_bytes_total")).toBe(
    harness.mindvideo.tasks.flatMap(({ media }) => media).reduce((sum, { bytes }) => sum + bytes.byteLength, 0),
  );
  expect(valueOf(before, "atelier_settled_total", { outcome: "lost" })).toBe(0);
  const charged = harness.mindvideo.charges.reduce((sum, { dollars }) => sum + dollars, 0);
  expect(moved("atelier_spent_dollars_total", { model: harness.mindvideo.tasks[0]?.model ?? "" })).toBeCloseTo(
    charged,
    9,
  );
  expect(moved("atelier_peer_responses_total", { peer: "mindvideo", method: "POST", status: "201" })).toBe(2);
  for (const peer of ["discord", "slack"]) {
    expect(moved("atelier_peer_response_seconds_count", { peer })).toBeGreaterThan(0);
  }
  expect(moved("atelier_database_seconds_count", { call: "accept" })).toBe(2);
  expect(moved("process_cpu_seconds_total")).toBeGreaterThan(0);
  for (const name of ["p50", "p99", "max"]) {
    expect(valueOf(page, `nodejs_eventloop_lag_${name}_seconds`)).toBeGreaterThanOrEqual(0);
  }
  expect(valueOf(page, "process_resident_memory_bytes")).toBeGreaterThan(1e6);
});

test("what is refused is counted by its reason, and nobody's name or prompt is on the page", async () => {
  const { discord, fixtures } = harness.beside;
  await fixtures.members[0].command(
    fixtures.channels[0],
    "budget set",
    { amount: "1", period: "day" },
    { forged: true },
  ).acknowledged;
  const page = await scrape();
  expect(valueOf(page, "atelier_refusals_total", { platform: "discord" })).toBe(1);
  const text = await (await fetch(`${origin}/metrics`)).text();
  for (const secret of [fixtures.guild.id, fixtures.channels[0].id, fixtures.members[0].id, "red fox", discord.token]) {
    expect(text).not.toContain(secret);
  }
});

test("runs at work are told by their state, with what is set aside for them", async () => {
  const { fixtures } = harness.beside;
  const interaction = fixtures.members[0].command(fixtures.channels[0], "image", { prompt: "a red fox" });
  await interaction.acknowledged;
  const hold = await app.parts.store.get(`discord:${interaction.id}`).then((row) => row?.hold ?? Number.NaN);
  const seen = await scrapeUntil((page) => valueOf(page, "atelier_generations") > 0);
  expect(valueOf(seen, "atelier_held_dollars") * 1e6).toBeLessThanOrEqual(hold);
  expect(valueOf(seen, "atelier_queue_in_flight")).toBe(1);
  const after = await scrapeUntil((page) => valueOf(page, "atelier_queue_in_flight") === 0);
  expect(valueOf(after, "atelier_generations")).toBe(0);
  expect(valueOf(after, "atelier_held_dollars")).toBe(0);
});

test("a limit of the API and a request that is repeated are counted", async () => {
  const { mindvideo, beside } = harness;
  const before = await scrape();
  mindvideo.faults.add({ on: "create", kind: "drop", when: "after", times: 1 });
  mindvideo.faults.add({ on: "get", kind: "rate-limit", retryAfter: 0, times: 1 });
  beside.fixtures.members[1].command(beside.fixtures.channels[0], "image", { prompt: "a red fox" });
  const end = { end: "delivered", platform: "discord" };
  const page = await scrapeUntil(
    (read) => valueOf(read, "atelier_deliveries_total", end) > valueOf(before, "atelier_deliveries_total", end),
  );
  const moved = (name: string, labels: Readonly<Record<string, string>> = {}): number =>
    valueOf(page, name, labels) - valueOf(before, name, labels);
  expect(moved("atelier_submissions_repeated_total")).toBe(1);
  expect(moved("atelier_peer_responses_total", { peer: "mindvideo", method: "POST", status: "none" })).toBe(1);
  expect(moved("atelier_peer_responses_total", { peer: "mindvideo", status: "429" })).toBe(1);
});
