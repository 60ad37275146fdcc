// Were this wrong, an expired token, a dead webhook or a foreign message would go unnoticed until a real guild has it.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EPHEMERAL, idOf, openRig, text, V2, type Rig } from "./rig.ts";

const MINUTE = 60_000;
let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
});
afterEach(async () => await rig[Symbol.asyncDispose]());

describe("the interaction's messages", () => {
  test("are read, edited and deleted by @original or by id, without the bot's token", async () => {
    const { handle, message } = await rig.reply({ content: "hello" });
    const headers = { authorization: "" };
    const read = await rig.call("GET", rig.webhook(handle, "%40original"), { headers });
    expect(read).toMatchObject({ status: 200, json: { id: message.id, content: "hello" } });
    const path = rig.webhook(handle, message.id);
    expect(await rig.call("PATCH", path, { body: { content: "changed" }, headers })).toMatchObject({ status: 200 });
    expect(message).toMatchObject({ content: "changed", editedAt: rig.clock.now(), revisions: [{}, {}] });
    expect(await rig.call("DELETE", rig.webhook(handle, "@original"), { headers })).toMatchObject({ status: 204 });
    expect(message.deleted).toBe(true);
    expect(await rig.call("GET", path)).toMatchObject({ status: 404, code: 10008 });
  });

  test("include follow-ups, each hidden or not by its own flag", async () => {
    const { handle } = await rig.reply({ content: "hello" });
    const body = { content: "more", flags: EPHEMERAL };
    const answer = await rig.call("POST", rig.webhook(handle), { body });
    expect(answer).toMatchObject({ status: 200, json: { content: "more" } });
    expect(rig.sim.messages()).toMatchObject([{ ephemeral: false }, { ephemeral: true, origin: "follow-up" }]);
    const path = rig.webhook(handle, idOf(answer));
    expect(await rig.call("PATCH", path, { body: { content: "less" } })).toMatchObject({ status: 200 });
    expect(await rig.call("DELETE", path)).toMatchObject({ status: 204 });
  });

  test("do not include those of others", async () => {
    const { message } = await rig.reply({ content: "one" });
    const { handle } = await rig.reply({ content: "two" });
    const path = rig.webhook(handle, message.id);
    expect(await rig.call("PATCH", path, { body: { content: "x" } })).toMatchObject({ status: 404, code: 10008 });
    expect(await rig.call("GET", path)).toMatchObject({ status: 404, code: 10008 });
    expect(await rig.call("DELETE", path)).toMatchObject({ status: 404, code: 10008 });
  });

  test("begin with the waiting one, which a first follow-up edits", async () => {
    const handle = rig.draw();
    await rig.callback(handle, { type: 5 });
    const body = { flags: V2 | EPHEMERAL, components: [text("done")] };
    expect(await rig.call("POST", rig.webhook(handle), { body })).toMatchObject({ status: 200 });
    expect(rig.sim.messages()).toMatchObject([{ origin: "response", flags: V2, ephemeral: false }]);
    await rig.call("POST", rig.webhook(handle), { body: { content: "second" } });
    expect(rig.sim.messages()).toMatchObject([{ origin: "response" }, { origin: "follow-up" }]);
  });

  test("have no original when a form was the answer", async () => {
    const handle = rig.draw();
    const field = { type: 18, label: "L", component: { type: 4, custom_id: "x", style: 1 } };
    await rig.callback(handle, { type: 9, data: { custom_id: "f", title: "F", components: [field] } });
    expect(await rig.call("GET", rig.webhook(handle, "@original"))).toMatchObject({ status: 404, code: 10008 });
  });
});

describe("the token", () => {
  test("dies a quarter of an hour after the command", async () => {
    const { handle, message } = await rig.reply({ content: "hello" });
    rig.clock.advance(15 * MINUTE - 1);
    const edit = async () => await rig.call("PATCH", rig.webhook(handle, "@original"), { body: { content: "late" } });
    expect(await edit()).toMatchObject({ status: 200 });
    rig.clock.advance(1);
    const dead = { status: 401, code: 50027 };
    expect(await edit()).toMatchObject(dead);
    expect(await rig.call("GET", rig.webhook(handle, "@original"))).toMatchObject(dead);
    expect(await rig.call("DELETE", rig.webhook(handle, message.id))).toMatchObject(dead);
    expect(await rig.call("POST", rig.webhook(handle), { body: { content: "x" } })).toMatchObject(dead);
    expect(message).toMatchObject({ content: "late", deleted: false });
  });

  test("opens nothing before the first response, or for a foreign application", async () => {
    const handle = rig.draw();
    const edit = { body: { content: "early" } };
    expect(await rig.call("PATCH", rig.webhook(handle, "@original"), edit)).toMatchObject({ status: 404, code: 10015 });
    const { handle: answered } = await rig.reply({ content: "x" });
    const foreign = `/webhooks/123456789012345678/${answered.token}/messages/@original`;
    expect(await rig.call("PATCH", foreign, edit)).toMatchObject({ status: 404, code: 10015 });
    const invented = { token: "invented" };
    expect(await rig.call("GET", rig.webhook(invented, "@original"))).toMatchObject({ status: 401, code: 50027 });
  });

  test("is in no record of requests", async () => {
    const { handle } = await rig.reply({ content: "hello" });
    await rig.call("PATCH", rig.webhook(handle, "@original"), { body: { content: "x" } });
    const [, callback, edit] = rig.sim.requests;
    expect(callback?.route).toBe(`/interactions/${handle.id}/:token/callback`);
    expect(edit).toMatchObject({
      method: "PATCH",
      route: `/webhooks/${rig.sim.applicationId}/:token/messages/@original`,
      status: 200,
      authorization: "bot",
      body: { content: "x" },
    });
    expect(JSON.stringify(rig.sim.requests)).not.toContain(handle.token);
    expect(JSON.stringify(rig.sim.requests)).not.toContain(rig.sim.token);
  });
});
