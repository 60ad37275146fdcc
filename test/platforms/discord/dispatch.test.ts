// What only Discord asks of an answer: three seconds, one acknowledgement, the installation, and permissions that will be
// needed long after the command.

import { MessageFlags, PermissionFlagsBits as Bits } from "discord.js";
import { expect, test } from "vitest";
import { picture, ran, running, signal, sole } from "../contract/fixtures.ts";
import { openDiscord, textOf } from "./harness.ts";

const V2 = MessageFlags.IsComponentsV2;
const PRIVATE = MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral;
const ALL = Bits.ViewChannel | Bits.SendMessages | Bits.AttachFiles | Bits.ReadMessageHistory | Bits.EmbedLinks;

test("every message and every edit is Components V2 and pings nobody, whatever else Discord would default to", async () => {
  await using at = await openDiscord();
  const run = await ran(at);
  await at.platform.show(run.reply(), at.handlers.card(run.id, running("queued")), signal);
  await at.clock.advance(at.authorityMs);
  await at.platform.deliver(run.delivery(Array.from({ length: 12 }, (_, index) => picture(index))), signal);

  const sent = at.sim.requests.filter(({ route }) => /callback$|messages/.test(route));
  expect(sent.map(({ method, status }) => `${method} ${status}`)).toEqual([
    "POST 200",
    "PATCH 200",
    "PATCH 200",
    "POST 200",
  ]);
  for (const { body } of sent) {
    const message = (body as { data?: object }).data ?? body;
    expect(message).toMatchObject({ flags: V2, allowed_mentions: { parse: [] } });
  }
});

test("an answer is the first thing that happens: one request, while nothing else is asked of Discord", async () => {
  await using at = await openDiscord();
  const before = at.sim.requests.length;
  await at.person.type("image", { prompt: "a red fox" });

  expect(at.sim.requests.slice(before).map(({ method, route }) => `${method} ${route.replace(/\d+/g, "1")}`)).toEqual([
    "POST /interactions/1/:token/callback",
  ]);
});

test("an answer that comes too late leaves the run to go on, and the person sees it after all (P6)", async () => {
  await using at = await openDiscord();
  at.handlers.before = async () => await at.clock.advance(4_000);
  const handle = at.fixtures.members[0].command(at.fixtures.channels[0], "image", { prompt: "a red fox" });
  await at.sim.waitFor(({ requests }) => requests.some(({ code }) => code === 10_062));
  const id = `discord:${handle.id}`;
  expect(at.messages()).toEqual([]);

  const early = at.platform.show(at.handlers.reply(id), at.handlers.card(id, running("queued")), signal);
  let shown = false;
  void early.finally(() => (shown = true));
  await at.clock.pass(() => shown);
  const reply = await early;
  expect(at.messages().map(textOf).join()).toContain("queued");
  await at.platform.deliver({ ...deliveryOf(at, id), reply }, signal);

  const [only, ...others] = at.messages();
  expect(others).toEqual([]);
  expect(only?.attachments).toHaveLength(1);
  expect(at.log.of("warn").join()).toContain("reply.too_late");
});

const deliveryOf = (at: Awaited<ReturnType<typeof openDiscord>>, id: string) => ({
  reply: at.handlers.reply(id),
  card: at.handlers.card(id, { kind: "cancelled" }),
  files: [picture(1)],
  shrink: async () => null,
  record: async () => {},
});

test("progress that comes before the answer waits for it", async () => {
  await using at = await openDiscord();
  const answering = Promise.withResolvers<void>();
  at.sim.failNext({ route: /callback$/, until: answering.promise });
  const typed = at.person.type("image", { prompt: "a red fox" });
  await at.sim.waitFor(() => at.handlers.replies.size > 0);
  const [id = ""] = at.handlers.replies.keys();
  const shown = at.platform.show(at.handlers.reply(id), at.handlers.card(id, running("queued")), signal);
  answering.resolve();
  await Promise.all([typed, shown]);

  expect(at.messages().map(textOf).join()).toContain("queued");
  expect(at.sim.requests.map(({ code }) => code)).not.toContain(10_015);
});

test.each([
  ["View Channel", Bits.ViewChannel],
  ["Send Messages", Bits.SendMessages],
  ["Attach Files", Bits.AttachFiles],
])("without %s nothing is started, and the person reads which permission is missing", async (name, bit) => {
  await using at = await openDiscord();
  at.sim.changeChannel(at.fixtures.channels[0], { botMay: ALL & ~bit });
  await at.person.type("image", { prompt: "a red fox" });

  expect(at.handlers.invoked).toEqual([]);
  expect(at.seen()).toMatchObject([{ onlyFor: at.person.userId }]);
  expect(at.seen()[0]?.text).toContain(`the permission **${name}** in this channel`);
});

test("a page needs no permission at all", async () => {
  await using at = await openDiscord();
  at.sim.changeChannel(at.fixtures.channels[0], { botMay: 0n });
  await at.person.type("help");

  expect(at.messages()).toMatchObject([{ flags: PRIVATE }]);
  expect(at.seen()[0]?.text).toContain("/image");
});

test("a permission that was lost since is noticed before a button starts anything", async () => {
  await using at = await openDiscord();
  const run = await ran(at);
  await at.platform.deliver(
    { ...run.delivery([]), card: at.handlers.card(run.id, { kind: "cancelled" }, ["again"]) },
    signal,
  );
  at.sim.changeChannel(at.fixtures.channels[0], { botMay: ALL & ~Bits.AttachFiles });
  await at.person.press(sole(at.seen()), "Run again");

  expect(at.handlers.pressed).toEqual([]);
  expect(at.seen()[1]?.text).toContain("Attach Files");
});

test("where only the person installed the app, nobody answers for the cost: refused", async () => {
  await using at = await openDiscord();
  const handle = at.fixtures.members[0].command(
    at.fixtures.channels[0],
    "image",
    { prompt: "x" },
    { installedFor: "user", forged: true },
  );
  await handle.acknowledged;

  expect(at.handlers.invoked).toEqual([]);
  expect(at.seen()[0]?.text).toContain("Not on this server");
});

test("who may manage the server is read from the interaction", async () => {
  await using at = await openDiscord();
  const { fixtures } = at;
  await fixtures.admin.command(fixtures.channels[0], "image", { prompt: "x" }).acknowledged;
  await at.person.type("image", { prompt: "x" });

  expect(at.handlers.invoked.map(({ invocation }) => invocation.isAdmin)).toEqual([true, false]);
});

test("the reply is complete before the answer: its token, how long that lives, and what one file may have", async () => {
  await using at = await openDiscord();
  at.sim.changeGuild(at.fixtures.guild, { uploadLimitBytes: 500 * 1024 * 1024 });
  await at.person.type("image", { prompt: "x" });

  const [{ reply, invocation } = {}] = at.handlers.invoked;
  expect(reply).toEqual({
    platform: "discord",
    guildId: at.fixtures.guild.id,
    channelId: at.fixtures.channels[0].id,
    messageId: null,
    token: at.sim.interactions[0]?.token,
    tokenExpiresAt: (invocation?.at ?? 0) + 14.5 * 60_000,
    ephemeral: false,
    maxFileBytes: 95 * 1024 * 1024,
    extraMessageIds: [],
  });
});

test("a file that was attached says when its link ends", async () => {
  await using at = await openDiscord();
  await at.person.type("image", { image: { name: "cat.png", contentType: "image/png", bytes: new Uint8Array(10) } });

  expect(at.handlers.invoked[0]?.invocation.values["image"]).toMatchObject({
    expiresAt: at.clock.now() + 24 * 60 * 60_000,
  });
});

test("completion while typing knows the option, its text and the other options", async () => {
  await using at = await openDiscord();
  const values = { prompt: "x", n: 2, style: "s" };
  const choices = await at.fixtures.members[0].autocomplete(at.fixtures.channels[0], "image", values, "style");

  expect(choices).toEqual([{ name: "sketch", value: "sketch" }]);
  expect(at.handlers.typed).toEqual([{ command: "image", option: "style", text: "s", values: { prompt: "x", n: 2 } }]);
});

test("a prompt that AutoMod does not let through is left out of the card, and the run goes on", async () => {
  await using at = await openDiscord();
  const blocked = { status: 400, body: { code: 200_000, message: "Message was blocked by automatic moderation" } };
  at.sim.failNext({ route: /callback$/, ...blocked });
  const run = await ran(at, "a forbidden word");
  expect(at.seen()[0]?.text).not.toContain("forbidden word");

  at.sim.failNext({ method: "PATCH", route: /^\/webhooks/, ...blocked });
  await at.platform.deliver(run.delivery([picture(1)]), signal);
  expect(at.seen()).toHaveLength(1);
  expect(at.seen()[0]?.files).toHaveLength(1);
  expect(at.seen()[0]?.text).not.toContain("forbidden word");
});

test.each(["before", "after"] as const)(
  "an answer whose connection is lost %s it arrived is sent once more",
  async (drop) => {
    await using at = await openDiscord();
    at.sim.failNext({ route: /callback$/, drop });
    const handle = at.fixtures.members[0].command(at.fixtures.channels[0], "image", { prompt: "a red fox" });
    await handle.acknowledged;
    await at.platform.deliver(deliveryOf(at, `discord:${handle.id}`), signal);

    expect(at.messages()).toHaveLength(1);
    expect(at.sim.requests.filter(({ route }) => route.endsWith("callback"))).toHaveLength(2);
    expect(at.log.of("error")).toEqual([]);
  },
);
