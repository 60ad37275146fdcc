// Were this wrong, buttons would be pressed here that nobody sees, or the bot would read a payload that never comes.
import type { BlockAction } from "@slack/bolt";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startSlack } from "../../../sim/slack/simulator.ts";
import {
  actions,
  button,
  field,
  input,
  modal,
  openBolt,
  openHarness,
  option,
  plain,
  section,
  startSocketBot,
  tokenOf,
  type Harness,
} from "./harness.ts";

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

test("Bolt hears of a button, with the message it stands on, and changes that message", async () => {
  await using sim = await startSlack();
  const { workspace, channels, members } = sim.addFixtures();
  await using bot = await startSocketBot(sim, workspace);
  const heard: BlockAction[] = [];
  bot.app.action("cancel", async ({ ack, body, respond }) => {
    if (body.type !== "block_actions") throw new Error("no button");
    heard.push(body);
    await ack();
    await respond({ replace_original: true, text: "Cancelled" });
  });
  await bot.app.client.apiCall("chat.postMessage", {
    channel: channels[0].id,
    text: "Working",
    blocks: [actions(button({ action_id: "cancel", value: "task-1", text: plain("Cancel") }))],
  });
  const [message] = sim.messages();
  if (!message) throw new Error("not posted");
  const handle = members[1].press(message, "Cancel");
  await handle.acknowledged;
  await sim.waitFor(() => message.revisions.length === 2);
  expect(message).toMatchObject({ text: "Cancelled", blocks: [] });
  expect(heard).toMatchObject([
    {
      type: "block_actions",
      api_app_id: sim.appId,
      team: { id: workspace.id, domain: "atelier" },
      user: { id: members[1].id, username: "cy", team_id: workspace.id },
      container: { type: "message", message_ts: message.ts, channel_id: channels[0].id, is_ephemeral: false },
      channel: { id: channels[0].id, name: "studio" },
      message: { ts: message.ts, text: "Working", bot_id: workspace.installation?.botId },
      trigger_id: handle.triggerId,
      response_url: handle.responseUrl,
      actions: [
        { type: "button", action_id: "cancel", value: "task-1", text: plain("Cancel"), block_id: expect.any(String) },
      ],
    },
  ]);
});

test("an ephemeral message is pressed by the one who sees it, and is not in the payload", async () => {
  const { members, channels } = harness.fixtures;
  const blocks = [actions(button())];
  await harness.call("chat.postEphemeral", { channel: channels[0].id, user: members[0].id, text: "psst", blocks });
  const [message] = harness.sim.messages();
  if (!message) throw new Error("not posted");
  expect(() => members[1].press(message, "go")).toThrow("Cy does not see it");
  const { payload } = members[0].press(message, "go");
  expect(payload).toMatchObject({ container: { is_ephemeral: true, message_ts: message.ts } });
  expect(payload).not.toHaveProperty("message");
});

test("a menu, boxes and an overflow say what was chosen", async () => {
  const options = [option("a"), option("b")];
  const message = await harness.post({
    text: "x",
    blocks: [
      actions({ type: "static_select", action_id: "menu", options }, { type: "overflow", action_id: "more", options }),
      { ...section("x"), accessory: { type: "checkboxes", action_id: "boxes", options } },
    ],
  });
  const [bo] = harness.fixtures.members;
  const actionOf = (target: string, values: readonly string[]): unknown =>
    (bo.press(message, target, { values }).payload["actions"] as readonly unknown[])[0];
  expect(actionOf("menu", ["b"])).toMatchObject({ type: "static_select", selected_option: option("b") });
  expect(actionOf("more", ["a"])).toMatchObject({ type: "overflow", selected_option: option("a") });
  expect(actionOf("boxes", ["a", "b"])).toMatchObject({ type: "checkboxes", selected_options: options });
  expect(() => bo.press(message, "menu", { values: ["c"] })).toThrow('no option "c"');
  expect(() => bo.press(message, "more", { values: ["c"] })).toThrow('no option "c"');
});

test("the client presses what is there, seen, and wired", async () => {
  const { fixtures, sim } = harness;
  const message = await harness.post({ text: "x", blocks: [actions(button({ action_id: undefined }))] });
  const [bo] = fixtures.members;
  expect(() => bo.press(message, "stop")).toThrow('there is no "stop"');
  expect(bo.press(message, "Go").name).toMatch(/^.{5}$/u);
  const view = await harness.open(modal([input({ type: "plain_text_input" })]));
  expect(() => bo.press(view, "value")).toThrow("tells nobody");
  expect(() => fixtures.members[1].press(view, "value")).toThrow("does not see it");
  sim.changeChannel(fixtures.channels[0], { members: [] });
  expect(() => bo.press(message, "Go")).toThrow("not in studio");
  sim.deleteMessage(message);
  expect(() => bo.press(message, "Go")).toThrow("gone");
  sim.uninstall(fixtures.workspace);
  const { id } = view;
  expect(() => bo.press({ id }, "value", { forged: true })).toThrow("tells nobody");
});

test("an app without interactivity hears of no button", async () => {
  const message = await harness.post({ text: "x", blocks: [actions(button())] });
  harness.sim.setManifest({ display_information: { name: "Quiet" }, settings: { socket_mode_enabled: true } });
  expect(() => harness.fixtures.members[0].press(message, "go")).toThrow("interactivity switched off");
});

test("a button in a view carries the view, its state, and no response URL", async () => {
  const view = await harness.open(modal([actions(button()), input({ type: "plain_text_input", initial_value: "a" })]));
  const handle = harness.fixtures.members[0].press(view, "go");
  expect(handle.responseUrl).toBeUndefined();
  expect(handle.payload).toMatchObject({
    container: { type: "view", view_id: view.id },
    view: { id: view.id, hash: view.hash, state: { values: { field: { value: { value: "a" } } } } },
  });
  expect(handle.payload).not.toHaveProperty("response_url");
});

test("an external menu asks the app while a person types, and takes what it suggested", async () => {
  await using bolt = await openBolt(startSocketBot);
  const { bot, channels, members, sim } = bolt;
  const menu = input({ type: "external_select", min_query_length: 0 });
  const other = field("other", { type: "external_select" }, { optional: true });
  bot.app.command("/draw", async ({ ack, client, command }) => {
    await client.views.open({ trigger_id: command.trigger_id, view: modal([menu, other]) as never });
    await ack();
  });
  bot.app.options("value", async ({ ack, options }) => await ack({ options: [option(`${options.value}-1`)] as never }));
  const [bo] = members;
  await bo.command(channels[0], "/draw").acknowledged;
  const [view] = sim.views(bo);
  if (!view) throw new Error("no form");
  expect(() => bo.submit(view, { value: "fox-1" })).toThrow('no option "fox-1"');
  expect(await bo.autocomplete(view, "value", "fox")).toEqual([option("fox-1")]);
  expect(() => bo.submit(view, { other: "fox-1" })).toThrow('no option "fox-1"');
  expect(bo.submit(view, { value: "fox-1" }).payload).toMatchObject({
    view: { state: { values: { field: { value: { selected_option: option("fox-1") } } } } },
  });
});

test("a press belongs to the workspace of the one who presses", async () => {
  const other = harness.sim.addFixtures({ name: "Other" });
  const message = await harness.post({ text: "x", blocks: [actions(button())] });
  expect(() => other.members[0].press(message, "go")).toThrow("not in studio");
  expect(tokenOf(other.workspace)).not.toBe(tokenOf(harness.fixtures.workspace));
});
