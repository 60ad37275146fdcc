// Were this wrong, a bot that answers late, twice, or in a way its interaction does not allow would look healthy.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { InteractionHandle } from "../../../sim/discord/simulator.ts";
import { EPHEMERAL, openHarness, text, V2, type Harness } from "./harness.ts";

const MINUTE = 60_000;
let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

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
  const { message } = await harness.reply({ content: "a card", components: [button] });
  return harness.fixtures.members[1].press(message, "Run again");
}

describe("the first response", () => {
  test("is taken within three seconds, and measured", async () => {
    const handle = harness.draw();
    harness.clock.advance(3_000);
    expect(await harness.callback(handle, hello)).toMatchObject({ status: 204, json: undefined });
    const answer = await handle.acknowledged;
    expect(answer).toMatchObject({
      type: 4,
      at: harness.clock.now(),
      message: { content: "hello", origin: "response" },
    });
    expect(answer.tookMs).toBeGreaterThanOrEqual(0);
    expect(handle.response).toBe(answer);
  });

  test("is refused after three seconds, and the token is dead with it", async () => {
    const handle = harness.draw();
    harness.clock.advance(3_001);
    expect(await harness.callback(handle, hello)).toMatchObject({ status: 404, code: 10062 });
    expect(await harness.call("POST", harness.webhook(handle), { body: { content: "late" } })).toMatchObject({
      status: 404,
      code: 10015,
    });
    expect(handle.response).toBeUndefined();
    expect(harness.sim.messages()).toEqual([]);
  });

  test("is refused for an interaction that is none", async () => {
    const { token } = harness.draw();
    expect(await harness.callback({ id: "123456789012345678", token }, hello)).toMatchObject({
      status: 404,
      code: 10062,
    });
    expect(await harness.callback({ id: harness.draw().id, token: "none" }, hello)).toMatchObject({
      status: 404,
      code: 10062,
    });
  });

  test("is taken once", async () => {
    const { handle } = await harness.reply({ content: "hello" });
    expect(await harness.callback(handle, hello)).toMatchObject({ status: 400, code: 40060 });
    harness.clock.advance(MINUTE);
    expect(await harness.callback(handle, hello)).toMatchObject({ status: 400, code: 40060 });
    expect(harness.sim.messages()).toHaveLength(1);
  });

  test("can be tried again when it was refused for its form", async () => {
    const handle = harness.draw();
    const empty = { type: 4, data: {} };
    expect(await harness.callback(handle, empty)).toMatchObject({ status: 400, code: 50006 });
    expect(await harness.callback(handle, hello)).toMatchObject({ status: 204 });
  });

  test("needs no token of the bot", async () => {
    const answer = await harness.callback(harness.draw(), hello, { headers: { authorization: "" } });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("content-type")).toBeNull();
  });

  test("tells the message's id when asked", async () => {
    const handle = harness.draw();
    const path = `/interactions/${handle.id}/${handle.token}/callback?with_response=true`;
    const { status, json } = await harness.call("POST", path, { body: hello });
    const [message] = harness.sim.messages();
    expect(status).toBe(200);
    expect(json).toMatchObject({
      interaction: {
        id: handle.id,
        type: 2,
        response_message_id: message?.id,
        response_message_loading: false,
        response_message_ephemeral: false,
      },
      resource: { type: 4, message: { id: message?.id, content: "hello", webhook_id: harness.sim.applicationId } },
    });
  });
});

describe("a deferred response", () => {
  test("waits, and becomes the message by an edit", async () => {
    const handle = harness.draw();
    const path = `/interactions/${handle.id}/${handle.token}/callback?with_response=1`;
    const { json } = await harness.call("POST", path, { body: { type: 5 } });
    expect(json).toMatchObject({ interaction: { response_message_loading: true }, resource: { type: 5 } });
    expect(harness.sim.messages()).toMatchObject([{ flags: 128, content: "" }]);
    await harness.call("PATCH", harness.webhook(handle, "@original"), {
      body: { flags: V2, components: [text("done")] },
    });
    expect(harness.sim.messages()).toMatchObject([{ flags: V2, revisions: [{ flags: 128 }, { flags: V2 }] }]);
  });

  test("takes no flag but EPHEMERAL, and no file", async () => {
    const handle = harness.draw();
    const answer = await harness.callback(handle, { type: 5, data: { flags: V2 } });
    expect(answer).toMatchObject({ code: 50035, problems: ["data.flags[MESSAGE_FLAGS_INVALID]"] });
    const files = { 0: { name: "a.png", bytes: new Uint8Array(1) } };
    const attached = await harness.callback(handle, { type: 5 }, { files });
    expect(attached.problems).toEqual(["data.attachments[ATTACHMENTS_FORBIDDEN]"]);
  });

  test("stays hidden or open as it began, whatever an edit says", async () => {
    const handle = harness.draw();
    await harness.callback(handle, { type: 5, data: { flags: EPHEMERAL } });
    await harness.call("PATCH", harness.webhook(handle, "@original"), { body: { content: "done", flags: 0 } });
    expect(harness.sim.messages()).toMatchObject([
      { ephemeral: true, flags: EPHEMERAL, visibleTo: harness.fixtures.members[0].id, content: "done" },
    ]);
    const { message } = await harness.reply({ content: "open" });
    await harness.call("PATCH", harness.channel(message.id), { body: { content: "still", flags: EPHEMERAL } });
    expect(message).toMatchObject({ ephemeral: false, flags: 0, content: "still" });
  });
});

describe("the type of a response", () => {
  test.each([1, 6, 7, 8, 10, 12, "4", undefined])("cannot be %s for a command", async (type) => {
    const answer = await harness.callback(harness.draw(), { type, data: { content: "x" } });
    expect(answer).toMatchObject({ status: 400, code: 50035 });
    expect(answer.problems[0]).toMatch(/^type\[BASE_TYPE_(?:CHOICES|REQUIRED)\]$/u);
  });

  test("can be a form, once and first", async () => {
    const handle = harness.draw();
    expect(await harness.callback(handle, modal)).toMatchObject({ status: 204 });
    expect(await handle.acknowledged).toMatchObject({
      type: 9,
      modal: { interactionId: handle.id, openedFor: harness.fixtures.members[0].id, data: modal.data },
    });
    const deferred = harness.draw();
    await harness.callback(deferred, { type: 5 });
    expect(await harness.callback(deferred, modal)).toMatchObject({ code: 40060 });
  });

  test("cannot be a form when a form was sent in", async () => {
    const opener = harness.draw();
    await harness.callback(opener, modal);
    const answer = await opener.acknowledged;
    if (answer.type !== 9) throw new Error("no form");
    const handle = harness.fixtures.members[0].submit(answer.modal, { why: "because" });
    expect((await harness.callback(handle, modal)).problems).toEqual(["type[BASE_TYPE_CHOICES]"]);
    expect((await harness.callback(handle, { type: 7, data: {} })).problems).toEqual(["type[BASE_TYPE_CHOICES]"]);
    expect(await harness.callback(handle, hello)).toMatchObject({ status: 204 });
  });

  test("can update the message whose button was pressed", async () => {
    const handle = await press();
    expect(await harness.callback(handle, { type: 7, data: { content: "pressed", components: [] } })).toMatchObject({
      status: 204,
    });
    const [message] = harness.sim.messages();
    expect(message).toMatchObject({ content: "pressed", components: [], revisions: [{}, {}] });
    expect(await handle.acknowledged).toMatchObject({ type: 7, message });
    await harness.call("PATCH", harness.webhook(handle, "@original"), { body: { content: "and again" } });
    expect(message?.content).toBe("and again");
  });

  test("can leave that message for later, which gives it a fresh token", async () => {
    const { handle: first, message } = await harness.reply({ content: "a card", components: [button] });
    harness.clock.advance(16 * MINUTE);
    const handle = harness.fixtures.members[1].press(message, "again");
    expect(await harness.callback(handle, { type: 6 })).toMatchObject({ status: 204 });
    const body = { body: { content: "fresh" } };
    expect(await harness.call("PATCH", harness.webhook(first, "@original"), body)).toMatchObject({
      status: 401,
      code: 50027,
    });
    expect(await harness.call("PATCH", harness.webhook(handle, "@original"), body)).toMatchObject({ status: 200 });
    expect(message.content).toBe("fresh");
  });

  test("can be a reply to that message", async () => {
    const handle = await press();
    await harness.callback(handle, hello);
    const [card, answer] = harness.sim.messages();
    expect(answer).toMatchObject({ content: "hello", replyTo: card?.id, interactionId: handle.id });
  });

  test("cannot update a message that is gone", async () => {
    const handle = await press();
    harness.sim.deleteMessage({ id: handle.sourceMessageId ?? "" });
    expect(await harness.callback(handle, { type: 6 })).toMatchObject({ status: 404, code: 10008 });
    expect(await harness.callback(handle, hello)).toMatchObject({ status: 204 });
  });
});

describe("an application that only the person installed", () => {
  test("answers privately and follows up five times", async () => {
    const handle = harness.draw({ forged: true, installedFor: "user" });
    await harness.callback(handle, hello);
    expect(harness.sim.messages()).toMatchObject([{ ephemeral: true }]);
    const follow = async () => await harness.call("POST", harness.webhook(handle), { body: { content: "more" } });
    for (let sent = 0; sent < 5; sent += 1) expect(await follow()).toMatchObject({ status: 200 });
    expect(await follow()).toMatchObject({ status: 400, code: 40094 });
    expect(harness.sim.messages().every(({ ephemeral }) => ephemeral)).toBe(true);
  });
});
