// Were this wrong, an expired token, a dead webhook or a foreign message would go unnoticed until a real guild has it.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EPHEMERAL, idOf, openHarness, text, V2, type Harness } from "./harness.ts";

const MINUTE = 60_000;
let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

describe("the interaction's messages", () => {
  test("are read, edited and deleted by @original or by id, without the bot's token", async () => {
    const { handle, message } = await harness.reply({ content: "hello" });
    const headers = { authorization: "" };
    const read = await harness.call("GET", harness.webhook(handle, "%40original"), { headers });
    expect(read).toMatchObject({ status: 200, json: { id: message.id, content: "hello" } });
    const path = harness.webhook(handle, message.id);
    expect(await harness.call("PATCH", path, { body: { content: "changed" }, headers })).toMatchObject({ status: 200 });
    expect(message).toMatchObject({ content: "changed", editedAt: harness.clock.now(), revisions: [{}, {}] });
    expect(await harness.call("DELETE", harness.webhook(handle, "@original"), { headers })).toMatchObject({
      status: 204,
    });
    expect(message.deleted).toBe(true);
    expect(await harness.call("GET", path)).toMatchObject({ status: 404, code: 10008 });
  });

  test("include follow-ups, each hidden or not by its own flag", async () => {
    const { handle } = await harness.reply({ content: "hello" });
    const body = { content: "more", flags: EPHEMERAL };
    const answer = await harness.call("POST", harness.webhook(handle), { body });
    expect(answer).toMatchObject({ status: 200, json: { content: "more" } });
    expect(harness.sim.messages()).toMatchObject([{ ephemeral: false }, { ephemeral: true, origin: "follow-up" }]);
    const path = harness.webhook(handle, idOf(answer));
    expect(await harness.call("PATCH", path, { body: { content: "less" } })).toMatchObject({ status: 200 });
    expect(await harness.call("DELETE", path)).toMatchObject({ status: 204 });
  });

  test("do not include those of others", async () => {
    const { message } = await harness.reply({ content: "one" });
    const { handle } = await harness.reply({ content: "two" });
    const path = harness.webhook(handle, message.id);
    expect(await harness.call("PATCH", path, { body: { content: "x" } })).toMatchObject({ status: 404, code: 10008 });
    expect(await harness.call("GET", path)).toMatchObject({ status: 404, code: 10008 });
    expect(await harness.call("DELETE", path)).toMatchObject({ status: 404, code: 10008 });
  });

  test("begin with the waiting one, which a first follow-up edits", async () => {
    const handle = harness.draw();
    await harness.callback(handle, { type: 5 });
    const body = { flags: V2 | EPHEMERAL, components: [text("done")] };
    expect(await harness.call("POST", harness.webhook(handle), { body })).toMatchObject({ status: 200 });
    expect(harness.sim.messages()).toMatchObject([{ origin: "response", flags: V2, ephemeral: false }]);
    await harness.call("POST", harness.webhook(handle), { body: { content: "second" } });
    expect(harness.sim.messages()).toMatchObject([{ origin: "response" }, { origin: "follow-up" }]);
  });

  test("have no original when a form was the answer", async () => {
    const handle = harness.draw();
    const field = { type: 18, label: "L", component: { type: 4, custom_id: "x", style: 1 } };
    await harness.callback(handle, { type: 9, data: { custom_id: "f", title: "F", components: [field] } });
    expect(await harness.call("GET", harness.webhook(handle, "@original"))).toMatchObject({ status: 404, code: 10008 });
  });
});

describe("the token", () => {
  test("dies a quarter of an hour after the command", async () => {
    const { handle, message } = await harness.reply({ content: "hello" });
    harness.clock.advance(15 * MINUTE - 1);
    const edit = async () =>
      await harness.call("PATCH", harness.webhook(handle, "@original"), { body: { content: "late" } });
    expect(await edit()).toMatchObject({ status: 200 });
    harness.clock.advance(1);
    const dead = { status: 401, code: 50027 };
    expect(await edit()).toMatchObject(dead);
    expect(await harness.call("GET", harness.webhook(handle, "@original"))).toMatchObject(dead);
    expect(await harness.call("DELETE", harness.webhook(handle, message.id))).toMatchObject(dead);
    expect(await harness.call("POST", harness.webhook(handle), { body: { content: "x" } })).toMatchObject(dead);
    expect(message).toMatchObject({ content: "late", deleted: false });
  });

  test("opens nothing before the first response, or for a foreign application", async () => {
    const handle = harness.draw();
    const edit = { body: { content: "early" } };
    expect(await harness.call("PATCH", harness.webhook(handle, "@original"), edit)).toMatchObject({
      status: 404,
      code: 10015,
    });
    const { handle: answered } = await harness.reply({ content: "x" });
    const foreign = `/webhooks/123456789012345678/${answered.token}/messages/@original`;
    expect(await harness.call("PATCH", foreign, edit)).toMatchObject({ status: 404, code: 10015 });
    const invented = { token: "invented" };
    expect(await harness.call("GET", harness.webhook(invented, "@original"))).toMatchObject({
      status: 401,
      code: 50027,
    });
  });

  test("is in no record of requests", async () => {
    const { handle } = await harness.reply({ content: "hello" });
    await harness.call("PATCH", harness.webhook(handle, "@original"), { body: { content: "x" } });
    const [, callback, edit] = harness.sim.requests;
    expect(callback?.route).toBe(`/interactions/${handle.id}/:token/callback`);
    expect(edit).toMatchObject({
      method: "PATCH",
      route: `/webhooks/${harness.sim.applicationId}/:token/messages/@original`,
      status: 200,
      authorization: "bot",
      body: { content: "x" },
    });
    expect(JSON.stringify(harness.sim.requests)).not.toContain(handle.token);
    expect(JSON.stringify(harness.sim.requests)).not.toContain(harness.sim.token);
  });
});
