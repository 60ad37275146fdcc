// Answers of MindVideo that nobody expected, with the whole bot: what the person reads, and what the rows say of the money.
// If one of these fails, somebody pays for a picture that they never see, or a hold is let go of while MindVideo charges.

import { expect, test } from "vitest";
import { systemClock } from "../../src/domain/time/clock.ts";
import type { Fault } from "../../sim/mindvideo/simulator.ts";
import type { Message } from "../../sim/discord/simulator.ts";
import { runApp } from "./in-process.ts";
import { readMoney } from "./read-money.ts";
import { isDelivered, openHarness, textOf } from "./harness.ts";
import type { Harness } from "./harness.ts";

/** A picture: $0.0243. */
const PRICE = 24_300;
const SIGNED = "https://files.example/private/1.png?sig=abc";

async function openBot(...faults: readonly Fault[]): Promise<Harness> {
  const closing = new AsyncDisposableStack();
  const base = closing.use(await openHarness());
  closing.use(await runApp(base.env, { clock: systemClock }));
  for (const fault of faults) base.mindvideo.faults.add(fault);
  return { ...base, [Symbol.asyncDispose]: async () => await closing.disposeAsync() };
}

async function run({ cards, discord, fixtures }: Harness, isOver: (card: Message) => boolean): Promise<Message> {
  const { id, acknowledged } = fixtures.members[0].command(fixtures.channels[0], "image", { prompt: "a red fox" });
  await acknowledged;
  return await discord.waitFor(() => cards().find((card) => card.interactionId === id && isOver(card)));
}

const says =
  (text: string | RegExp) =>
  (card: Message): boolean =>
    typeof text === "string" ? textOf(card).includes(text) : text.test(textOf(card));

const endOf = (harness: Harness) => readMoney(harness).entries.slice(-1);

const always = <F extends Fault>(fault: F): F => ({ ...fault, times: Infinity });

test.each<readonly [string, Fault, number]>([
  ["an amount with a currency", always({ on: "get", kind: "fields", fields: { cost_actual: "$0.02" } }), PRICE],
  ["a negative amount", always({ on: "get", kind: "fields", fields: { cost_actual: -0.01 } }), PRICE],
  ["an amount in an object", always({ on: "get", kind: "fields", fields: { cost_actual: { usd: 0.02 } } }), PRICE],
  ["a bad estimate", always({ on: "get", kind: "fields", fields: { cost_estimate: "soon" } }), PRICE],
  ["no task's ID", always({ on: "get", kind: "missing-task-id" }), PRICE],
  ["a compressed answer", always({ on: "get", kind: "gzip" }), PRICE],
  ["a page of a deploy, for a while", { on: "get", kind: "status", status: 404, body: "html", times: 2 }, PRICE],
  [
    "a word for its state that nobody knows, for a while",
    { on: "get", kind: "unknown-status", status: "odd", times: 2 },
    PRICE,
  ],
])("a task told of with %s is delivered all the same", async (_, fault, spent) => {
  await using harness = await openBot(fault);
  const card = await run(harness, isDelivered);
  expect(card.attachments).toHaveLength(1);
  await expect.poll(() => endOf(harness)).toMatchObject([{ kind: "settle", held: -PRICE, spent }]);
});

test.each<readonly [string, (url: string) => unknown]>([
  ["a bare list", (url) => [url]],
  ["one address", (url) => ({ url })],
  ["one picture", (url) => ({ image: { url } })],
  ["a text", (url) => url],
  ["the same address twice", (url) => ({ images: [{ url }, { url }], url })],
])("results that come as %s are found, each once", async (_, shape) => {
  await using harness = await openBot();
  const { mindvideo } = harness;
  mindvideo.behave({ manual: true });
  const running = run(harness, isDelivered);
  const task = await mindvideo.waitFor(() => mindvideo.tasks[0]);
  await task.advance("succeeded");
  const [media] = task.media;
  mindvideo.faults.add(always({ on: "get", kind: "fields", fields: { output: shape(media?.url ?? "") as never } }));
  expect((await running).attachments.map(({ sha256 }) => sha256)).toEqual([media?.sha256]);
});

test.each<readonly [string, readonly Fault[], RegExp, "release" | "unconfirmed"]>([
  [
    "a refusal in a 200",
    [{ on: "create", kind: "status", status: 200, code: "bad_prompt", message: "No duels." }],
    /No duels\./,
    "release",
  ],
  [
    "a 409 with a reason of its own",
    [{ on: "create", kind: "status", status: 409, code: "needs_consent", message: "Consent is needed." }],
    /Consent is needed\./,
    "release",
  ],
  [
    "a 422 with a list of details that quotes a signed link",
    [{ on: "create", kind: "status", status: 422, message: `Cannot read ${SIGNED}` }],
    /Cannot read https\\?:\/\/files\.example\/…/,
    "release",
  ],
  [
    "another request under its key",
    [{ on: "create", kind: "conflict" }],
    /did not say what became of it/,
    "unconfirmed",
  ],
  [
    "a refusal after silence",
    [
      { on: "create", kind: "drop", when: "before" },
      { on: "create", kind: "status", status: 422, message: "No." },
    ],
    /stays set aside/,
    "unconfirmed",
  ],
])("%s is told, with what is known of the money", async (_, faults, text, kind) => {
  await using harness = await openBot(...faults);
  const card = await run(harness, says(text));
  expect(textOf(card)).not.toContain("sig=");
  await expect.poll(() => endOf(harness)).toMatchObject([{ kind }]);
  expect(harness.mindvideo.charges.length).toBe(0);
});

test.each<readonly [string, Fault]>([
  ["still in work", { on: "create", kind: "status", status: 409, code: "in_progress", message: "Still in work." }],
  ["a page of a proxy", { on: "create", kind: "status", status: 413, body: "html" }],
  ["a limit", { on: "create", kind: "rate-limit" }],
])("after a lost answer, %s is waited out, and the one task is found", async (_, fault) => {
  await using harness = await openBot({ on: "create", kind: "drop", when: "after" }, fault);
  await run(harness, isDelivered);
  expect([harness.mindvideo.tasks.length, harness.mindvideo.charges.length]).toEqual([1, 1]);
  expect(new Set(harness.mindvideo.posts.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
});
