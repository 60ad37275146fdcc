// Were this wrong, the way out after a token has died would be proven against a channel that lets anybody do anything.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EPHEMERAL, idOf, openHarness, V2, type Answer, type Harness } from "./harness.ts";

const HOUR = 3_600_000;
const [VIEW, SEND, ATTACH, HISTORY, MANAGE] = [1n << 10n, 1n << 11n, 1n << 15n, 1n << 16n, 1n << 13n];
const file = { name: "a.png", bytes: new Uint8Array(4) };
let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

const create = async (body: object, files?: Record<string, typeof file>) =>
  await harness.call("POST", harness.channel(), { body, ...(files && { files }) });
const reply = async (reference: object): Promise<Answer> =>
  await create({ content: "y", message_reference: reference });
const edit = async (id: string, body: object = { content: "edited" }) =>
  await harness.call("PATCH", harness.channel(id), { body });
const allow = (botMay: bigint): unknown => harness.sim.changeChannel(harness.fixtures.channels[0], { botMay });

describe("the bot's own messages", () => {
  test("are created, read, listed, edited and deleted", async () => {
    const first = await create({ content: "one" });
    expect(first).toMatchObject({
      status: 200,
      json: { content: "one", author: { id: harness.sim.applicationId, bot: true } },
    });
    await create({ content: "two" });
    expect(await edit(idOf(first))).toMatchObject({ status: 200, json: { content: "edited" } });
    expect((await harness.call("GET", harness.channel(idOf(first)))).json).toMatchObject({ content: "edited" });
    const listed = (query: string) => harness.call("GET", `${harness.channel()}${query}`);
    expect((await listed("")).json).toMatchObject([{ content: "two" }, { content: "edited" }]);
    expect((await listed(`?after=${idOf(first)}`)).json).toMatchObject([{ content: "two" }]);
    expect((await listed("?limit=1")).json).toHaveLength(1);
    expect(await listed("?limit=101")).toMatchObject({ status: 400, code: 50035 });
    expect(await harness.call("DELETE", harness.channel(idOf(first)))).toMatchObject({ status: 204 });
    expect((await listed("")).json).toHaveLength(1);
    expect(harness.sim.messages()).toMatchObject([{ deleted: true }, { deleted: false, origin: "channel" }]);
  });

  test("include an interaction's answer, long after its token has died", async () => {
    const { handle, message } = await harness.reply({ content: "hello" });
    harness.clock.advance(16 * 60_000);
    expect(await harness.call("PATCH", harness.webhook(handle, "@original"), { body: {} })).toMatchObject({
      code: 50027,
    });
    expect(await edit(message.id)).toMatchObject({ status: 200 });
    expect(message.content).toBe("edited");
  });

  test("do not include an ephemeral one, a deleted one, or one that is still waiting", async () => {
    const { message: hidden } = await harness.reply({ content: "x", flags: EPHEMERAL });
    const { message: gone } = await harness.reply({ content: "x" });
    harness.sim.deleteMessage(gone);
    const waiting = harness.draw();
    await harness.callback(waiting, { type: 5 });
    const answer = await waiting.acknowledged;
    const ids = [hidden.id, gone.id, answer.type === 5 ? answer.message.id : "", "123456789012345678"];
    for (const id of ids) expect(await edit(id)).toMatchObject({ status: 404, code: 10008 });
    for (const id of [hidden.id, gone.id]) {
      expect(await harness.call("GET", harness.channel(id))).toMatchObject({ status: 404, code: 10008 });
      expect(await harness.call("DELETE", harness.channel(id))).toMatchObject({ status: 404, code: 10008 });
    }
  });

  test("do not include what people say", async () => {
    const { id } = harness.fixtures.members[0].say(harness.fixtures.channels[0], "good morning");
    expect(await edit(id)).toMatchObject({ status: 403, code: 50005 });
    expect(await harness.call("DELETE", harness.channel(id))).toMatchObject({ status: 403, code: 50013 });
    allow(VIEW | MANAGE);
    expect(await harness.call("DELETE", harness.channel(id))).toMatchObject({ status: 204 });
  });
});

describe("a channel", () => {
  test("is unknown, or closed to a bot that does not see it or is not in the guild", async () => {
    const { id } = harness.fixtures.channels[0];
    expect(await harness.call("GET", `/channels/${id}`)).toMatchObject({ status: 200, json: { id, name: "studio" } });
    expect(await harness.call("GET", "/channels/123456789012345678")).toMatchObject({ status: 404, code: 10003 });
    const { message } = await harness.reply({ content: "x" });
    allow(SEND);
    expect(await edit(message.id)).toMatchObject({ status: 403, code: 50001 });
    expect(await create({ content: "x" })).toMatchObject({ status: 403, code: 50001 });
    allow(VIEW | SEND);
    harness.sim.changeGuild(harness.fixtures.guild, { botIsMember: false });
    expect(await edit(message.id)).toMatchObject({ status: 403, code: 50001 });
    expect(await harness.call("GET", `/channels/${id}`)).toMatchObject({ status: 403, code: 50001 });
  });

  test("asks for a permission for each thing", async () => {
    allow(VIEW);
    expect(await create({ content: "x" })).toMatchObject({ status: 403, code: 50013 });
    expect(await harness.call("GET", harness.channel())).toMatchObject({ status: 200, json: [] });
    const { message } = await harness.reply({ content: "x" });
    expect(await harness.call("GET", harness.channel(message.id))).toMatchObject({ status: 403, code: 50013 });
    expect(await edit(message.id)).toMatchObject({ status: 200 });
    allow(VIEW | SEND);
    expect(await create({}, { 0: file })).toMatchObject({ status: 403, code: 50013 });
    expect(await reply({ message_id: message.id })).toMatchObject({ status: 400, code: 160002 });
    allow(VIEW | SEND | ATTACH | HISTORY);
    expect(await create({}, { 0: file })).toMatchObject({ status: 200 });
  });

  test("is for the bot alone", async () => {
    for (const authorization of ["", "Bot wrong", `Bearer ${harness.sim.token}`]) {
      const answer = await harness.call("POST", harness.channel(), {
        body: { content: "x" },
        headers: { authorization },
      });
      expect(answer).toMatchObject({ status: 401, code: 0 });
    }
  });
});

describe("a new message", () => {
  test("with an enforced nonce is made once, for some minutes", async () => {
    const body = { content: "once", nonce: "job-1", enforce_nonce: true };
    const [first, second] = [await create(body), await create({ ...body, content: "twice" })];
    expect(idOf(second)).toBe(idOf(first));
    expect(harness.sim.messages()).toMatchObject([{ content: "once" }]);
    await create({ ...body, enforce_nonce: false });
    expect(harness.sim.messages()).toHaveLength(2);
    harness.clock.advance(4 * 60_000);
    expect(idOf(await create(body))).not.toBe(idOf(first));
  });

  test("takes a nonce of 25 characters and no more", async () => {
    expect(await create({ content: "x", nonce: "n".repeat(25) })).toMatchObject({ status: 200 });
    const { problems } = await create({ content: "x", nonce: "n".repeat(26) });
    expect(problems).toEqual(["nonce[NONCE_TYPE_TOO_LONG]"]);
    expect((await create({ content: "x", nonce: {} })).problems).toEqual(["nonce[NONCE_TYPE_INVALID]"]);
  });

  test("replies to a message that exists", async () => {
    const { message } = await harness.reply({ content: "x" });
    expect(await reply({ message_id: message.id })).toMatchObject({
      status: 200,
      json: { type: 19, referenced_message: { id: message.id } },
    });
    const unknown = { message_id: "123456789012345678" };
    expect((await reply(unknown)).problems).toEqual(["message_reference[REPLIES_UNKNOWN_MESSAGE]"]);
    expect(await reply({ ...unknown, fail_if_not_exists: false })).toMatchObject({ status: 200 });
  });

  test("takes no flag that belongs to interactions", async () => {
    expect((await create({ content: "x", flags: EPHEMERAL })).problems).toEqual(["flags[MESSAGE_FLAGS_INVALID]"]);
    expect(await create({ flags: V2, components: [{ type: 10, content: "x" }] })).toMatchObject({ status: 200 });
  });

  test("carries at most 25 MiB in all", async () => {
    harness.sim.changeGuild(harness.fixtures.guild, { uploadLimitBytes: 50 * 2 ** 20 });
    const large = { name: "a.bin", bytes: new Uint8Array(13 * 2 ** 20) };
    expect(await create({}, { 0: large, 1: large })).toMatchObject({ status: 413, code: 40005 });
    expect(await create({}, { 0: large })).toMatchObject({ status: 200 });
  });
});

describe("an old message", () => {
  test("is edited three times in six seconds, all of a channel together", async () => {
    await harness[Symbol.asyncDispose]();
    harness = await openHarness({ limits: { channelEdits: false, global: false } });
    const old = [await harness.reply({ content: "x" }), await harness.reply({ content: "x" })].map(
      ({ message }) => message.id,
    );
    harness.clock.advance(HOUR + 1);
    const fresh = (await harness.reply({ content: "x" })).message.id;
    const [first = "", second = ""] = old;
    for (const id of [first, second, first]) expect(await edit(id)).toMatchObject({ status: 200 });
    const refused = await edit(second);
    expect(refused).toMatchObject({ status: 429, code: 30046, json: { retry_after: 6, global: false } });
    expect(refused.headers.get("retry-after")).toBe("6");
    expect(await edit(fresh)).toMatchObject({ status: 200 });
    harness.clock.advance(6_000);
    expect(await edit(second)).toMatchObject({ status: 200 });
  });
});
