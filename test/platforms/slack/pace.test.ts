// Many runs of one workspace share fifty edits a minute. If this breaks: Slack turns edits away, and somebody's card says
// "generating" for ever.

import { describe, expect, test } from "vitest";
import { made, picture, ran, running, shrink, signal } from "../contract/fixtures.ts";
import { inTime } from "./calm.ts";
import { openSlack } from "./harness.ts";
import type { SlackHarness } from "./harness.ts";
import { textOf } from "./seen.ts";

const MINUTE_MS = 60_000;

/** The most calls of a method in any minute. */
function mostInAMinute({ sim }: SlackHarness, method: string): number {
  const times = sim.requests.filter((request) => request.method === method).map(({ at }) => at);
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + MINUTE_MS).length));
}

const turnedAway = ({ sim }: SlackHarness): readonly string[] =>
  sim.requests.filter(({ status }) => status === 429).map(({ method }) => method);

test("thirty runs at once: never more than fifty edits a minute, and each ends in its final state", async () => {
  await using at = await openSlack({ limits: {} });
  const { handlers, platform, sim, fixtures } = at;
  const people = [...fixtures.members, fixtures.admin];
  const handles = Array.from({ length: 30 }, (_, n) => {
    const [first] = people;
    return (people[n % 3] ?? first)?.command(fixtures.channels[n % 2] ?? fixtures.channels[0], "/image", `fox ${n}`);
  });
  const ids = handles.flatMap((handle) => (handle === undefined ? [] : [at.runOf(handle)]));
  await inTime(at, Promise.all(ids.map(async (id) => await handlers.toldOf(id))));
  expect(at.messages()).toHaveLength(30);

  const life = async (id: string): Promise<void> => {
    const states = [running("queued"), running("queued"), running("processing"), running("processing")];
    for (const state of states) {
      await platform.show(handlers.reply(id), handlers.card(id, state), signal);
    }
    const delivery = { reply: handlers.reply(id), files: [picture(1)], shrink, record: async () => {} };
    await platform.deliver({ ...delivery, card: handlers.card(id, made(1), ["again"]) }, signal);
  };
  await inTime(at, Promise.all(ids.map(life)));

  // That many are wanted at once that the limit is really met.
  expect(mostInAMinute(at, "chat.update")).toBeGreaterThan(40);
  expect(mostInAMinute(at, "chat.update")).toBeLessThanOrEqual(50);
  expect(turnedAway(at)).toEqual([]);
  const cards = at.messages().filter(({ threadTs }) => threadTs === undefined);
  expect(cards).toHaveLength(30);
  for (const card of cards) {
    expect(textOf(card)).toContain("$0.0243");
    expect(at.messages().filter(({ threadTs }) => threadTs === card.ts)).toHaveLength(1);
  }
  // Every run had its share of what was shown before the end.
  expect(Math.min(...cards.map(({ revisions }) => revisions.length))).toBeGreaterThanOrEqual(3);
  expect(sim.requests.filter(({ method, status }) => method === "chat.update" && status !== 200)).toEqual([]);
});

const limited = (seconds: number) => ({
  method: "chat.update",
  error: "ratelimited",
  status: 429,
  headers: { "Retry-After": String(seconds) },
});

describe("when Slack turns an edit away", () => {
  test("no edit of the workspace is tried before it said so, and the result lands", async () => {
    await using at = await openSlack();
    const [run, other] = [await ran(at), await ran(at, "another fox")];
    at.sim.failNext(limited(30));
    const startedAt = at.clock.now();
    const first = at.platform.deliver(run.delivery([picture(1)]), signal);
    await at.sim.waitFor(({ requests }) => requests.some(({ status }) => status === 429));
    const second = at.platform.deliver(other.delivery([picture(2)]), signal);
    await inTime(at, Promise.all([first, second]));

    const edits = at.sim.requests.filter(({ method }) => method === "chat.update");
    expect(edits.map(({ status }) => status)).toEqual([429, 200, 200]);
    for (const edit of edits.slice(1)) expect(edit.at - startedAt).toBeGreaterThanOrEqual(30_000);
    expect(at.seen().map(({ text }) => text.includes("$0.0243"))).toEqual([true, true]);
  });

  test("progress is put off, and the last of it is not lost", async () => {
    await using at = await openSlack();
    const run = await ran(at);
    at.sim.failNext(limited(8));
    const startedAt = at.clock.now();
    await inTime(at, at.platform.show(run.reply(), at.handlers.card(run.id, running("processing")), signal));

    expect(at.clock.now() - startedAt).toBeGreaterThanOrEqual(8_000);
    expect(at.seen()[0]?.text).toContain("generating");
  });

  test("a form opens at once all the same", async () => {
    await using at = await openSlack();
    const run = await ran(at);
    at.sim.failNext({ ...limited(60), times: 3 });
    const shown = at.platform.show(run.reply(), at.handlers.card(run.id, running("processing")), signal);
    await at.sim.waitFor(({ requests }) => requests.some(({ status }) => status === 429));
    const [member] = at.fixtures.members;
    const typed = member.command(at.fixtures.channels[0], "/image");
    await typed.acknowledged;

    expect(at.sim.views(member)).toHaveLength(1);
    await inTime(at, at.platform.deliver(run.delivery([]), signal));
    await shown;
  });
});
