// Were this wrong, a bot could answer for ever where Slack stops listening after half an hour or five answers.
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Interaction, JsonObject } from "../../../sim/slack/simulator.ts";
import { actions, button, openHarness, section, type Harness } from "./harness.ts";

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

async function respond({ responseUrl = "" }: Pick<Interaction, "responseUrl">, body: JsonObject) {
  const response = await fetch(responseUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

const pressed = async () => {
  const message = await harness.post({ text: "Working", blocks: [actions(button())] });
  return { message, handle: harness.fixtures.members[0].press(message, "go") };
};

test("five answers within thirty minutes", async () => {
  const handle = harness.draw();
  harness.clock.advance(30 * 60_000);
  for (const text of ["1", "2", "3", "4", "5"])
    expect(await respond(handle, { text })).toEqual({ status: 200, text: "ok" });
  expect(await respond(handle, { text: "6" })).toMatchObject({
    status: 404,
    text: expect.stringContaining("used_url"),
  });
  const late = harness.draw();
  harness.clock.advance(30 * 60_000 + 1);
  expect(await respond(late, { text: "x" })).toMatchObject({
    status: 404,
    text: expect.stringContaining("expired_url"),
  });
  expect(await respond({ responseUrl: `${harness.sim.origin}/commands/T1/none` }, { text: "x" })).toMatchObject({
    status: 404,
  });
  expect(harness.sim.messages().map(({ text }) => text)).toEqual(["1", "2", "3", "4", "5"]);
});

test("answers come where the bot is no member, to the person alone unless it says otherwise", async () => {
  const { members, workspace } = harness.fixtures;
  const between = harness.sim.addDirectMessage(...members);
  const handle = members[0].command(between, "/draw");
  await respond(handle, { text: "for you" });
  await respond(handle, { text: "for both", response_type: "in_channel" });
  expect(harness.sim.messages(between.id)).toMatchObject([
    { text: "for you", ephemeral: true, visibleTo: members[0].id, interactionId: handle.id },
    { text: "for both", ephemeral: false, workspaceId: workspace.id },
  ]);
  expect(harness.sim.requests.at(-1)).toMatchObject({
    method: "response_url",
    workspaceId: workspace.id,
    args: { text: "for both" },
  });
});

test("a bad answer is refused, and spends a use", async () => {
  const handle = harness.draw();
  for (const blocks of [[section("")], {}, "no"]) {
    expect(await respond(handle, { text: "x", blocks })).toMatchObject({
      status: 400,
      text: expect.stringContaining("invalid_blocks"),
    });
  }
  expect(await respond(handle, {})).toMatchObject({ status: 400, text: expect.stringContaining("no_text") });
  expect(await respond(handle, { text: "x" })).toMatchObject({ status: 200 });
  expect(await respond(handle, { text: "x" })).toMatchObject({ status: 404 });
  expect(harness.sim.messages()).toHaveLength(1);
});

test("the message with the button can be replaced or deleted; a new one leaves it alone", async () => {
  const { message, handle } = await pressed();
  await respond(handle, { text: "beside it" });
  expect(message.revisions).toHaveLength(1);
  await respond(handle, { text: "instead", replace_original: true });
  expect(message).toMatchObject({ text: "instead", blocks: [] });
  await respond(handle, { delete_original: true });
  expect(message.deleted).toBe(true);
  expect(await respond(handle, { text: "again", replace_original: true })).toMatchObject({ status: 404 });
  expect(harness.sim.messages().map(({ text, ephemeral }) => [text, ephemeral])).toEqual([
    ["instead", false],
    ["beside it", true],
  ]);
});

test("a command has nothing to replace or delete", async () => {
  const handle = harness.draw();
  await respond(handle, { text: "one" });
  await respond(handle, { text: "two", replace_original: true });
  expect(harness.sim.messages().map(({ text }) => text)).toEqual(["one", "two"]);
  expect(await respond(handle, { delete_original: true })).toMatchObject({ status: 400 });
});

test("what one person sees never becomes everybody's", async () => {
  const { members, channels } = harness.fixtures;
  const args = { channel: channels[0].id, user: members[0].id, text: "psst", blocks: [actions(button())] };
  await harness.call("chat.postEphemeral", args);
  const [message] = harness.sim.messages();
  if (!message) throw new Error("not posted");
  const handle = members[0].press(message, "go");
  const aloud = { text: "aloud", replace_original: true, response_type: "in_channel" };
  expect(await respond(handle, aloud)).toMatchObject({ status: 400 });
  expect(await respond(handle, { text: "still quiet", replace_original: true })).toMatchObject({ status: 200 });
  expect(message).toMatchObject({ text: "still quiet", ephemeral: true });
});
