// Which way a reply is reached, and what is left when one way after the other is closed. If this breaks: a paid result
// knocks at a dead token for ever, or is given up while a message could still be posted.

import { PermissionFlagsBits as Bits } from "discord.js";
import { describe, expect, test } from "vitest";
import type { RetryableError } from "../../../src/domain/errors/errors.ts";
import { picture, png, ran, running, sha, shas, signal, sole } from "../contract/fixtures.ts";
import { openDiscord } from "./harness.ts";
import type { DiscordHarness } from "./harness.ts";

const SEE = Bits.ViewChannel | Bits.ReadMessageHistory;
const MIB = 1024 * 1024;
const MINUTE_MS = 60_000;

/** The last requests that put a message somewhere. */
const ways = ({ sim }: DiscordHarness): readonly string[] =>
  sim.requests
    .filter(({ route }) => /messages/.test(route))
    .map(({ method, route, status, authorization }) => {
      return `${method} ${route.replace(/\d+/g, "1")} ${status} by ${authorization === "bot" ? "the bot" : "its token"}`;
    });

const BY_TOKEN = "PATCH /webhooks/1/:token/messages/@original";
const BY_BOT = "PATCH /channels/1/messages/1";
const ANEW = "POST /channels/1/messages";

describe("a Discord that breaks on the files alone", () => {
  test("is tried again for a while, and then told the links", async () => {
    await using at = await openDiscord();
    const run = await ran(at);
    const broken = at.sim.failNext({ route: /messages/, uploads: true, status: 500, times: 1_000 });
    const delivery = run.delivery([picture(1)]);
    await expect(at.platform.deliver({ ...delivery, failures: 3 }, signal)).rejects.toMatchObject({
      code: "reply.busy",
    });
    const { attached } = await at.platform.deliver({ ...delivery, failures: 8 }, signal);
    expect(attached).toBe(0);
    expect(broken.applied).toBeGreaterThan(1);
    expect(sole(at.seen()).files).toEqual([]);
    expect(sole(at.seen()).text).toContain("https://");
  });
});

describe("the way to a reply", () => {
  test("is the interaction's token for fourteen and a half minutes, then the bot's own", async () => {
    await using at = await openDiscord();
    const run = await ran(at);
    await at.clock.advance(14.4 * MINUTE_MS);
    await at.platform.show(run.reply(), at.handlers.card(run.id, running("queued")), signal);
    await at.clock.advance(0.2 * MINUTE_MS);
    const { reply } = await at.platform.deliver(run.delivery([picture(1)]), signal);

    expect(ways(at)).toEqual([`${BY_TOKEN} 200 by its token`, `${BY_BOT} 200 by the bot`]);
    expect(reply).toMatchObject({ token: null, tokenExpiresAt: null });
    expect(sole(at.seen()).files).toHaveLength(1);
  });

  test("is the bot's own at once when the token died early", async () => {
    await using at = await openDiscord();
    const run = await ran(at);
    at.sim.failNext({ route: /^\/webhooks/, status: 401, body: { code: 50_027, message: "Invalid Webhook Token" } });
    await at.platform.deliver(run.delivery([picture(1)]), signal);

    expect(ways(at)).toEqual([`${BY_TOKEN} 401 by its token`, `${BY_BOT} 200 by the bot`]);
    expect(sole(at.seen()).files).toHaveLength(1);
  });

  test("is a new message when nobody knows which one it was, and the person is named in it", async () => {
    await using at = await openDiscord();
    const run = await ran(at);
    await at.clock.advance(16 * MINUTE_MS);
    const delivery = run.delivery([picture(1)]);
    const { reply } = await at.platform.deliver({ ...delivery, reply: { ...delivery.reply, messageId: null } }, signal);

    const [, posted] = at.seen();
    expect(posted).toMatchObject({ id: reply.messageId, pinged: false });
    expect(posted?.text).toContain(`<@${at.person.userId}>`);
  });

  test.each([
    [10_008, 404],
    [50_083, 400],
    [50_005, 403],
  ])("is a new message when the old one answers %d", async (code, status) => {
    await using at = await openDiscord();
    const run = await ran(at);
    await at.clock.advance(16 * MINUTE_MS);
    at.sim.failNext({ method: "PATCH", route: /^\/channels/, status, body: { code, message: "No" } });
    await at.platform.deliver(run.delivery([picture(1)]), signal);

    expect(ways(at)).toEqual([`${BY_BOT} ${status} by the bot`, `${ANEW} 200 by the bot`]);
  });

  test("ends where the bot sees nothing any more, and that is told (P5)", async () => {
    await using at = await openDiscord();
    const run = await ran(at);
    await at.clock.advance(16 * MINUTE_MS);
    at.sim.changeGuild(at.fixtures.guild, { botIsMember: false });

    await expect(at.platform.deliver(run.delivery([picture(1)]), signal)).rejects.toMatchObject({
      code: "reply.unreachable",
    });
  });

  test("never leads what one person was to see to everybody", async () => {
    await using at = await openDiscord();
    const run = await ran(at);
    await at.clock.advance(16 * MINUTE_MS);
    const delivery = run.delivery([picture(1)]);
    const hidden = { ...delivery, reply: { ...delivery.reply, ephemeral: true } };

    await expect(at.platform.deliver(hidden, signal)).rejects.toMatchObject({ code: "reply.unreachable" });
    expect(at.messages()).toHaveLength(1);
  });

  test("is not given up because the bot's token was taken away: a restart brings the new one", async () => {
    await using at = await openDiscord();
    const run = await ran(at);
    await at.clock.advance(16 * MINUTE_MS);
    at.sim.failNext({
      method: "PATCH",
      route: /^\/channels/,
      status: 401,
      body: { code: 0, message: "401: Unauthorized" },
    });
    await expect(at.platform.deliver(run.delivery([picture(1)]), signal)).rejects.toMatchObject({
      code: "reply.unauthorized",
      retryAfterMs: 300_000,
    });
    await at.platform.deliver(run.delivery([picture(1)]), signal);

    expect(sole(at.seen()).files).toHaveLength(1);
  });
});

describe("what the bot may not do any more", () => {
  test("attach files: the results are links in the same message", async () => {
    await using at = await openDiscord();
    const run = await ran(at);
    await at.clock.advance(16 * MINUTE_MS);
    at.sim.changeChannel(at.fixtures.channels[0], { botMay: SEE | Bits.SendMessages });
    const { attached } = await at.platform.deliver(run.delivery([picture(1)]), signal);

    expect(attached).toBe(0);
    expect(sole(at.seen()).text).toContain("https://media.example/fox-1.png?sig=abc");
  });

  test("post: what has no room on the card is linked on it (P5)", async () => {
    await using at = await openDiscord();
    const run = await ran(at);
    at.sim.changeChannel(at.fixtures.channels[0], { botMay: SEE | Bits.AttachFiles });
    const files = Array.from({ length: 12 }, (_, index) => picture(index + 1));
    const { attached } = await at.platform.deliver(run.delivery(files), signal);

    const card = sole(at.seen());
    expect(attached).toBe(10);
    expect(shas(card.files)).toEqual(shas(files.slice(0, 10)));
    for (const name of ["fox-11.png", "fox-12.png"]) expect(card.text).toContain(name);
  });

  test("read the history: further results come without being an answer", async () => {
    await using at = await openDiscord();
    const run = await ran(at);
    at.sim.changeChannel(at.fixtures.channels[0], { botMay: Bits.ViewChannel | Bits.SendMessages | Bits.AttachFiles });
    await at.platform.deliver(run.delivery(Array.from({ length: 12 }, (_, index) => picture(index + 1))), signal);

    expect(at.messages().map(({ attachments, replyTo }) => [attachments.length, replyTo])).toEqual([
      [10, undefined],
      [2, undefined],
    ]);
  });
});

describe("how much goes into one request", () => {
  const four = [1, 2, 3, 4].map((mark) => picture(mark, 8 * MIB));

  test("all files of a card, so that they make one gallery", async () => {
    await using at = await openDiscord();
    const run = await ran(at);
    await at.platform.deliver(run.delivery(four), signal);

    expect(shas(sole(at.seen()).files)).toEqual(shas(four));
  });

  test("less where Discord refuses so much, in several messages, and it is remembered", async () => {
    await using at = await openDiscord();
    const run = await ran(at);
    const tooLarge = { status: 413, body: { code: 40_005, message: "Request entity too large" } };
    at.sim.failNext({ method: "PATCH", route: /^\/webhooks/, ...tooLarge });
    await at.platform.deliver(run.delivery(four), signal);
    const second = await ran(at);
    await at.platform.deliver(second.delivery(four), signal);

    const all = at.seen().map(({ files }) => files);
    expect(all.map(({ length }) => length)).toEqual([3, 1, 3, 1]);
    expect(shas(all.flat())).toEqual(shas([...four, ...four]));
    expect(ways(at).filter((way) => way.includes("413"))).toHaveLength(1);
  });

  test("a picture whose copy is still too large becomes a link", async () => {
    await using at = await openDiscord();
    at.takeFilesUpTo(MIB);
    const run = await ran(at);
    const delivery = { ...run.delivery([picture(1, 2 * MIB)]), shrink: async () => null };
    const { attached } = await at.platform.deliver(delivery, signal);

    expect(attached).toBe(0);
    expect(sole(at.seen()).text).toContain("fox-1.png");
  });

  test("names that Discord would rewrite, or that are the same twice, still find their files", async () => {
    await using at = await openDiscord();
    const run = await ran(at);
    const files = ["my fox ☺.png", "my fox ☺.png", "..png"].map((name, mark) => ({ ...picture(mark), name }));
    await at.platform.deliver(run.delivery(files), signal);

    expect(shas(sole(at.seen()).files)).toEqual([0, 1, 2].map((mark) => sha(png(mark))));
  });
});

const limited = (seconds: number) => ({
  method: "PATCH",
  route: /^\/webhooks/,
  status: 429,
  headers: { "Retry-After": String(seconds) },
  body: { message: "You are being rate limited.", retry_after: seconds, global: false },
});

describe("a rate limit", () => {
  test("puts progress off rather than queueing it, and does not lose the last of it", async () => {
    await using at = await openDiscord();
    const run = await ran(at);
    at.sim.failNext(limited(8));
    const started = at.clock.now();
    let done = false;
    const last = at.platform.show(run.reply(), at.handlers.card(run.id, running("processing")), signal);
    void last.finally(() => (done = true));
    await at.clock.pass(() => done);

    expect(at.clock.now() - started).toBeGreaterThanOrEqual(8_000);
    expect(sole(at.seen()).text).toContain("generating");
  });

  test("of some length is handed back, so that a result can wait without holding up the process", async () => {
    await using at = await openDiscord();
    const run = await ran(at);
    at.sim.failNext(limited(60));
    const code = at.platform
      .deliver(run.delivery([picture(1)]), signal)
      .catch((error: RetryableError) => error.retryAfterMs);

    expect(await code).toBeGreaterThanOrEqual(60_000);
  });
});
