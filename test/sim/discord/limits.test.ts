// Were this wrong, a bot that edits too often would be praised here and banned there.
import { REST, Routes } from "discord.js";
import { afterEach, expect, test } from "vitest";
import { openHarness, type Answer, type Harness } from "./harness.ts";

let harness: Harness;
afterEach(async () => await harness[Symbol.asyncDispose]());

const rateLimit = ({ headers }: Answer): Record<string, string | null> =>
  Object.fromEntries(
    ["limit", "remaining", "reset-after", "scope", "global"].map((name) => [name, headers.get(`x-ratelimit-${name}`)]),
  );

test("five requests in two seconds are what one interaction may send", async () => {
  harness = await openHarness({ limits: {} });
  const { handle } = await harness.reply({ content: "x" });
  const { handle: other } = await harness.reply({ content: "x" });
  const edit = async (token = handle): Promise<Answer> =>
    await harness.call("PATCH", harness.webhook(token, "@original"), { body: { content: "y" } });
  const first = await edit();
  expect(rateLimit(first)).toEqual({ limit: "5", remaining: "4", "reset-after": "2.000", scope: null, global: null });
  expect(first.headers.get("x-ratelimit-bucket")).toMatch(/^[0-9a-f]{32}$/u);
  expect(Number(first.headers.get("x-ratelimit-reset"))).toBeCloseTo(harness.clock.now() / 1_000 + 2, 3);
  harness.clock.advance(500);
  expect(await harness.call("GET", harness.webhook(handle, "@original"))).toMatchObject({ status: 200 });
  for (let left = 3; left > 0; left -= 1) expect(await edit()).toMatchObject({ status: 200 });
  const refused = await edit();
  expect(refused).toMatchObject({
    status: 429,
    json: { message: "You are being rate limited.", retry_after: 1.5, global: false },
  });
  expect(rateLimit(refused)).toMatchObject({ remaining: "0", "reset-after": "1.500", scope: "user", global: null });
  expect(refused.headers.get("retry-after")).toBe("2");
  expect(await edit(other)).toMatchObject({ status: 200 });
  harness.clock.advance(1_500);
  expect(await edit()).toMatchObject({ status: 200 });
});

test("follow-ups of a whole channel share one limit", async () => {
  harness = await openHarness({ limits: { followUps: { limit: 1, perMs: 60_000 } } });
  const follow = async (): Promise<Answer> => {
    const { handle } = await harness.reply({ content: "x" });
    return await harness.call("POST", harness.webhook(handle), { body: { content: "y" } });
  };
  expect(await follow()).toMatchObject({ status: 200 });
  const refused = await follow();
  expect(refused).toMatchObject({ status: 429, json: { message: "The resource is being rate limited." } });
  expect(rateLimit(refused)).toMatchObject({ scope: "shared" });
});

test("a channel takes five new messages and five edits in five seconds", async () => {
  harness = await openHarness({ limits: {} });
  const { message } = await harness.reply({ content: "x" });
  const create = async () => await harness.call("POST", harness.channel(), { body: { content: "x" } });
  const edit = async () => await harness.call("PATCH", harness.channel(message.id), { body: { content: "y" } });
  for (const request of [create, edit]) {
    for (let sent = 0; sent < 5; sent += 1) expect(await request()).toMatchObject({ status: 200 });
    expect(await request()).toMatchObject({ status: 429, json: { retry_after: 5 } });
  }
  harness.clock.advance(5_000);
  expect(await create()).toMatchObject({ status: 200 });
});

test("fifty requests a second are what the bot may send, interactions not counted", async () => {
  harness = await openHarness({ limits: {} });
  // The second in which the harness itself published the commands.
  harness.clock.advance(1_000);
  const me = async () => await harness.call("GET", "/users/@me");
  for (let sent = 0; sent < 50; sent += 1) expect(await me()).toMatchObject({ status: 200 });
  const refused = await me();
  expect(refused).toMatchObject({ status: 429, json: { global: true, retry_after: 1 } });
  expect(rateLimit(refused)).toMatchObject({ scope: "global", global: "true", limit: null });
  const { handle } = await harness.reply({ content: "x" });
  expect(await harness.call("GET", harness.webhook(handle, "@original"))).toMatchObject({ status: 200 });
});

test("each limit can be set or switched off, and without a clock real time counts", async () => {
  harness = await openHarness({
    limits: { channelCreates: { limit: 1, perMs: 30 } },
    clock: { now: () => Date.now() },
  });
  const rest = new REST({ api: harness.sim.apiUrl, offset: 0 }).setToken(harness.sim.token);
  const send = async () =>
    await rest.post(Routes.channelMessages(harness.fixtures.channels[0].id), { body: { content: "x" } });
  await Promise.all([send(), send(), send()]);
  const times = harness.sim.messages().map(({ createdAt }) => createdAt);
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(60);
  await harness[Symbol.asyncDispose]();
  harness = await openHarness({ limits: false });
  for (let sent = 0; sent < 60; sent += 1) {
    expect(await harness.call("POST", harness.channel(), { body: { content: "x" } })).toMatchObject({ status: 200 });
  }
});
