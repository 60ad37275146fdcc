// Were this wrong, a bot that answers late, twice, or in a way its interaction does not allow would look healthy.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { InteractionHandle } from "../../../sim/discord/simulator.ts";
import { EPHEMERAL, openRig, text, V2, type Rig } from "./rig.ts";

const MINUTE = 60_000;
let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
});
afterEach(async () => await rig[Symbol.asyncDispose]());

const hello = { type: 4, data: { content: "hello" } };
const modal = {
  type: 9,
  data: {
    custom_id: "form",
    title: "Form",
    components: [{ type: 18, label: "Why", component: { type: 4, custom_id: "why", style: 1 } }],
  },
};
const button = { type: 1, components: [{ type: 2, style: 1, custom_id: "again", label: "Run again" }] };

async function press(): Promise<InteractionHandle> {
  const { message } = await rig.reply({ content: "a card", components: [button] });
  return rig.fixtures.members[1].press(message, "Run again");
}

describe("the first response", () => {
  test("is taken within three seconds, and measured", async () => {
    const handle = rig.draw();
    rig.clock.advance(3_000);
    expect(await rig.callback(handle, hello)).toMatchObject({ status: 204, json: undefined });
    const answer = await handle.acknowledged;
    expect(answer).toMatchObject({ type: 4, at: rig.clock.now(), message: { content: "hello", origin: "response" } });
    expect(answer.tookMs).toBeGreaterThanOrEqual(0);
    expect(handle.response).toBe(answer);
  });

  test("is refused after three seconds, and the token is dead with it", async () => {
    const handle = rig.draw();
    rig.clock.advance(3_001);
    expect(await rig.callback(handle, hello)).toMatchObject({ status: 404, code: 10062 });
    expect(await rig.call("POST", rig.webhook(handle), { body: { content: "late" } })).toMatchObject({
      status: 404,
      code: 10015,
    });
    expect(handle.response).toBeUndefined();
    expect(rig.sim.messages()).toEqual([]);
  });

  test("is refused for an interaction that is none", async () => {
    const { token } = rig.draw();
    expect(await rig.callback({ id: "123456789012345678", token }, hello)).toMatchObject({ status: 404, code: 10062 });
    expect(await rig.callback({ id: rig.draw().id, token: "none" }, hello)).toMatchObject({ status: 404, code: 10062 });
  });

  test("is taken once", async () => {
    const { handle } = await rig.reply({ content: "hello" });
    expect(await rig.callback(handle, hello)).toMatchObject({ status: 400, code: 40060 });
    rig.clock.advance(MINUTE);
    expect(await rig.callback(handle, hello)).toMatchObject({ status: 400, code: 40060 });
    expect(rig.sim.messages()).toHaveLength(1);
  });

  test("can be tried again when it was refused for its form", async () => {
    const handle = rig.draw();
    const empty = { type: 4, data: {} };
    expect(await rig.callback(handle, empty)).toMatchObject({ status: 400, code: 50006 });
    expect(await rig.callback(handle, hello)).toMatchObject({ status: 204 });
  });

  test("needs no token of the bot", async () => {
    const answer = await rig.callback(rig.draw(), hello, { headers: { authorization: "" } });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("content-type")).toBeNull();
  });

  test("tells the message's id when asked", async () => {
    const handle = rig.draw();
    const path = `/interactions/${handle.id}/${handle.token}/callback?with_response=true`;
    const { status, json } = await rig.call("POST", path, { body: hello });
    const [message] = rig.sim.messages();
    expect(status).toBe(200);
    expect(json).toMatchObject({
      interaction: {
        id: handle.id,
        type: 2,
        response_message_id: message?.id,
        response_message_loading: false,
        response_message_ephemeral: false,
      },
      resource: { type: 4, message: { id: message?.id, content: "hello", webhook_id: rig.sim.applicationId } },
    });
  });
});

describe("a deferred response", () => {
  test("waits, and becomes the message by an edit", async () => {
    const handle = rig.draw();
    const path = `/interactions/${handle.id}/${handle.token}/callback?with_response=1`;
    const { json } = await rig.call("POST", path, { body: { type: 5 } });
    expect(json).toMatchObject({ interaction: { response_message_loading: true }, resource: { type: 5 } });
    expect(rig.sim.messages()).toMatchObject([{ flags: 128, content: "" }]);
    await rig.call("PATCH", rig.webhook(handle, "@original"), { body: { flags: V2, components: [text("done")] } });
    expect(rig.sim.messages()).toMatchObject([{ flags: V2, revisions: [{ flags: 128 }, { flags: V2 }] }]);
  });

  test("takes no flag but EPHEMERAL, and no file", async () => {
    const handle = rig.draw();
    const answer = await rig.callback(handle, { type: 5, data: { flags: V2 } });
    expect(answer).toMatchObject({ code: 50035, problems: ["data.flags[MESSAGE_FLAGS_INVALID]"] });
    const files = { 0: { name: "a.png", bytes: new Uint8Array(1) } };
    const attached = await rig.callback(handle, { type: 5 }, { files });
    expect(attached.problems).toEqual(["data.attachments[ATTACHMENTS_FORBIDDEN]"]);
  });

  test("stays hidden or open as it began, whatever an edit says", async () => {
    const handle = rig.draw();
    await rig.callback(handle, { type: 5, data: { flags: EPHEMERAL } });
    await rig.call("PATCH", rig.webhook(handle, "@original"), { body: { content: "done", flags: 0 } });
    expect(rig.sim.messages()).toMatchObject([
      { ephemeral: true, flags: EPHEMERAL, visibleTo: rig.fixtures.members[0].id, content: "done" },
    ]);
    const { message } = await rig.reply({ content: "open" });
    await rig.call("PATCH", rig.channel(message.id), { body: { content: "still", flags: EPHEMERAL } });
    expect(message).toMatchObject({ ephemeral: false, flags: 0, content: "still" });
  });
});

describe("the type of a response", () => {
  test.each([1, 6, 7, 8, 10, 12, "4", undefined])("cannot be %s for a command", async (type) => {
    const answer = await rig.callback(rig.draw(), { type, data: { content: "x" } });
    expect(answer).toMatchObject({ status: 400, code: 50035 });
    expect(answer.problems[0]).toMatch(/^type\[BASE_TYPE_(?:CHOICES|REQUIRED)\]$/u);
  });

  test("can be a form, once and first", async () => {
    const handle = rig.draw();
    expect(await rig.callback(handle, modal)).toMatchObject({ status: 204 });
    expect(await handle.acknowledged).toMatchObject({
      type: 9,
      modal: { interactionId: handle.id, openedFor: rig.fixtures.members[0].id, data: modal.data },
    });
    const deferred = rig.draw();
    await rig.callback(deferred, { type: 5 });
    expect(await rig.callback(deferred, modal)).toMatchObject({ code: 40060 });
  });

  test("cannot be a form when a form was sent in", async () => {
    const opener = rig.draw();
    await rig.callback(opener, modal);
    const answer = await opener.acknowledged;
    if (answer.type !== 9) throw new Error("no form");
    const handle = rig.fixtures.members[0].submit(answer.modal, { why: "because" });
    expect((await rig.callback(handle, modal)).problems).toEqual(["type[BASE_TYPE_CHOICES]"]);
    expect((await rig.callback(handle, { type: 7, data: {} })).problems).toEqual(["type[BASE_TYPE_CHOICES]"]);
    expect(await rig.callback(handle, hello)).toMatchObject({ status: 204 });
  });

  test("can update the message whose button was pressed", async () => {
    const handle = await press();
    expect(await rig.callback(handle, { type: 7, data: { content: "pressed", components: [] } })).toMatchObject({
      status: 204,
    });
    const [message] = rig.sim.messages();
    expect(message).toMatchObject({ content: "pressed", components: [], revisions: [{}, {}] });
    expect(await handle.acknowledged).toMatchObject({ type: 7, message });
    await rig.call("PATCH", rig.webhook(handle, "@original"), { body: { content: "and again" } });
    expect(message?.content).toBe("and again");
  });

  test("can leave that message for later, which gives it a fresh token", async () => {
    const { handle: first, message } = await rig.reply({ content: "a card", components: [button] });
    rig.clock.advance(16 * MINUTE);
    const handle = rig.fixtures.members[1].press(message, "again");
    expect(await rig.callback(handle, { type: 6 })).toMatchObject({ status: 204 });
    const body = { body: { content: "fresh" } };
    expect(await rig.call("PATCH", rig.webhook(first, "@original"), body)).toMatchObject({ status: 401, code: 50027 });
    expect(await rig.call("PATCH", rig.webhook(handle, "@original"), body)).toMatchObject({ status: 200 });
    expect(message.content).toBe("fresh");
  });

  test("can be a reply to that message", async () => {
    const handle = await press();
    await rig.callback(handle, hello);
    const [card, answer] = rig.sim.messages();
    expect(answer).toMatchObject({ content: "hello", replyTo: card?.id, interactionId: handle.id });
  });

  test("cannot update a message that is gone", async () => {
    const handle = await press();
    rig.sim.deleteMessage({ id: handle.sourceMessageId ?? "" });
    expect(await rig.callback(handle, { type: 6 })).toMatchObject({ status: 404, code: 10008 });
    expect(await rig.callback(handle, hello)).toMatchObject({ status: 204 });
  });
});

describe("an application that only the person installed", () => {
  test("answers privately and follows up five times", async () => {
    const handle = rig.draw({ forged: true, installedFor: "user" });
    await rig.callback(handle, hello);
    expect(rig.sim.messages()).toMatchObject([{ ephemeral: true }]);
    const follow = async () => await rig.call("POST", rig.webhook(handle), { body: { content: "more" } });
    for (let sent = 0; sent < 5; sent += 1) expect(await follow()).toMatchObject({ status: 200 });
    expect(await follow()).toMatchObject({ status: 400, code: 40094 });
    expect(rig.sim.messages().every(({ ephemeral }) => ephemeral)).toBe(true);
  });
});

describe("pressing", () => {
  test("reaches the bot as an interaction of its own", async () => {
    const handle = await press();
    expect(handle).toMatchObject({ kind: "component", name: "again", userId: rig.fixtures.members[1].id });
    expect(handle.sourceMessageId).toBe(rig.sim.messages()[0]?.id);
  });

  test("is refused for what is disabled, absent, a mere link, hidden from the person, or gone", async () => {
    const components = [
      {
        type: 1,
        components: [
          { type: 2, style: 1, custom_id: "off", label: "Off", disabled: true },
          { type: 2, style: 5, url: "https://example.org", label: "Open" },
        ],
      },
    ];
    const { message } = await rig.reply({ content: "x", components });
    const { message: hidden } = await rig.reply({ content: "x", flags: EPHEMERAL, components: [button] });
    const [bo, cy] = rig.fixtures.members;
    expect(() => bo.press(message, "off")).toThrow(/disabled/u);
    expect(() => bo.press(message, "Open")).toThrow(/only opens a link/u);
    expect(() => bo.press(message, "nothing")).toThrow(/there is no "nothing"/u);
    expect(() => cy.press(hidden, "again")).toThrow(/does not see/u);
    expect(() => bo.press(hidden, "again")).not.toThrow();
    expect(bo.press(message, "off", { forged: true })).toMatchObject({ name: "off" });
    rig.sim.deleteMessage(message);
    expect(() => bo.press(message, "Open")).toThrow(/gone/u);
  });

  test("chooses from a menu within its bounds", async () => {
    const options = ["a", "b", "c"].map((value) => ({ label: value.toUpperCase(), value }));
    const menu = { type: 3, custom_id: "pick", options, min_values: 1, max_values: 2 };
    const { message } = await rig.reply({ content: "x", components: [{ type: 1, components: [menu] }] });
    const [bo] = rig.fixtures.members;
    expect(() => bo.press(message, "pick", { values: [] })).toThrow(/between 1 and 2/u);
    expect(() => bo.press(message, "pick", { values: ["a", "b", "c"] })).toThrow(/between 1 and 2/u);
    expect(() => bo.press(message, "pick", { values: ["d"] })).toThrow(/not among the choices/u);
    expect(() => bo.press(message, "pick", { values: ["a", "a"] })).toThrow(/twice/u);
    expect(bo.press(message, "pick", { values: ["a", "C"] })).toMatchObject({ kind: "component", name: "pick" });
  });

  test("chooses people, roles and channels, each from its own menu", async () => {
    const { sim, fixtures } = rig;
    const ids = {
      user: fixtures.admin.id,
      role: sim.addRole(fixtures.guild, { name: "R" }).id,
      channel: fixtures.channels[1].id,
    };
    const menus = [5, 6, 7, 8].map((type) => ({ type: 1, components: [{ type, custom_id: `menu${type}` }] }));
    const { message } = await rig.reply({ content: "x", components: menus });
    const takes = (type: number): string[] =>
      Object.entries(ids).flatMap(([kind, id]) => {
        try {
          fixtures.members[0].press(message, `menu${type}`, { values: [id] });
          return [kind];
        } catch {
          return [];
        }
      });
    expect([5, 6, 7, 8].map(takes)).toEqual([["user"], ["role"], ["user", "role"], ["channel"]]);
  });
});
