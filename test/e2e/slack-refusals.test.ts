// What Slack's people get wrong, and what others send in their name. Each is told what is wrong and what to do, before any
// money is set aside, and MindVideo hears of none of it.

import { afterAll, beforeAll, expect, test } from "vitest";
import { PNG } from "../sim/slack/media.ts";
import { openSlackWorld } from "./slack-budget-harness.ts";
import type { SlackScene, SlackWorld } from "./slack-budget-harness.ts";

let world: SlackWorld;

beforeAll(async () => {
  world = await openSlackWorld();
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

/** Nothing was set aside, nothing asked for, nothing said to others. */
async function expectNothing(scene: SlackScene, tasks: number): Promise<void> {
  expect((await scene.decided()).ledger).toEqual([]);
  expect(world.stage.mindvideo.tasks).toHaveLength(tasks);
  expect(scene.cards()).toEqual([]);
}

test.each<[string, string, RegExp]>([
  ["an option that there is not, with the nearest that there is", "a fox --siez 16:9", /siez[^]*Did you mean size\?/],
  ["an option without its value", "a fox --size", /size needs a value after it/],
  ["a number out of its range", "a fox --n 6", /n can be at most 4/],
  ["a model that there is not", "a fox --model wan2-7-imag", /wan2-7-image/],
  ["values that the model does not take, all of them", "a fox --n 6 --size 17", /2 things[^]*n can[^]*size/],
  ["a text over the limit", `a fox ${"x".repeat(12_001)}`, /prompt[^]*at most/],
  ["both at once", "a fox --siez 16:9 --size", /Did you mean size\?[^]*size needs a value/],
])("%s is told to the person alone", async (_, text, said) => {
  const scene = await world.scene();
  const tasks = world.stage.mindvideo.tasks.length;
  const answer = await scene.read(scene.bo, `/image ${text}`);
  expect(answer).toMatch(said);
  expect(answer).toContain("Nothing was started and nothing was charged.");
  await expectNothing(scene, tasks);
});

test("problems of a form stand at their fields, and it stays open for them to be mended", async () => {
  const scene = await world.scene();
  const { bo } = scene;
  const tasks = world.stage.mindvideo.tasks.length;
  const view = await scene.form(bo, "/image a fox --model wan2-7-image --form");
  const wrong = { size: "17", bbox_list: "what" };
  for (const [name, typed] of Object.entries(wrong).slice(0, 1)) await bo.autocomplete(view, name, typed);
  expect(await bo.submit(view, wrong).acknowledged).toMatchObject({
    type: "errors",
    errors: { size: expect.stringContaining("size"), bbox_list: expect.stringContaining("bbox_list must") },
  });
  await expectNothing(scene, tasks);

  await bo.autocomplete(view, "size", "16:9");
  expect(await bo.submit(view, { size: "16:9", bbox_list: null }).acknowledged).toMatchObject({ type: "empty" });
  await scene.finished();
});

test("a form that is sent in twice is one run", async () => {
  const scene = await world.scene();
  const { mindvideo, slack } = world.stage;
  const before = mindvideo.tasks.length;
  const view = await scene.form(scene.bo, "/image a fox --model wan2-7-image --form");
  const sent = scene.bo.submit(view, {}, { deliverTwice: true });
  await sent.acknowledged;
  await scene.finished();
  // Slack tells of it once more, and so does whoever kept the request.
  slack.redeliver(sent);
  await slack.waitFor(() => sent.answers === 3);
  expect(await slack.http.replay(sent)).toMatchObject({ status: 200 });
  expect(scene.cards()).toHaveLength(1);
  expect(mindvideo.tasks).toHaveLength(before + 1);
  expect((await scene.decided()).ledger.filter(({ kind }) => kind === "hold")).toHaveLength(1);
});

test.each([
  ["of another kind than its name says", "fox.png", Buffer.from("%PDF-1.7 and so on"), /image/],
  ["of a kind that the model does not take", "fox.gif", Buffer.from("GIF89a and so on"), /image[^]*image\/png/],
  ["of more than 10 MB", "fox.png", Buffer.concat([PNG, Buffer.alloc(11 * 1024 * 1024)]), /at most 10 MB/],
])("a file %s is refused, from a modified client as well", async (_, name, bytes, said) => {
  const scene = await world.scene();
  const tasks = world.stage.mindvideo.tasks.length;
  const view = await scene.form(scene.bo, "/image a fox --model wan2-7-image --form");
  const answer = await scene.bo.submit(view, { image: [{ name, bytes }] }, { forged: true }).acknowledged;
  expect(answer).toMatchObject({ type: "errors", errors: { image: expect.stringMatching(said) } });
  await expectNothing(scene, tasks);
});

test.each([
  ["replayed after six minutes", { agedMs: 6 * 60_000 }],
  ["signed by another", { secret: "another" }],
  ["not signed", { secret: false }],
] as const)("a command %s is 401, logged, and nothing is done", async (_, forgery) => {
  const scene = await world.scene();
  const { slack, mindvideo } = world.stage;
  const before = { tasks: mindvideo.tasks.length, warned: world.log.of("warn").length, asked: slack.requests.length };
  const body = new URLSearchParams({
    command: "/budget",
    text: "set 1000000 total",
    trigger_id: `1.2.${"secret" in forgery ? String(forgery.secret) : "old"}`,
    response_url: slack.origin,
    team_id: scene.fixtures.workspace.id,
    user_id: scene.admin.id,
    user_name: scene.admin.name,
    channel_id: scene.fixtures.channels[0].id,
    channel_name: "studio",
    api_app_id: slack.appId,
  }).toString();
  expect(await slack.http.post(body, forgery)).toEqual({ status: 401, body: "" });
  expect(world.log.of("warn").slice(before.warned).join()).toContain("verify");
  expect(slack.requests).toHaveLength(before.asked);
  await expectNothing(scene, before.tasks);
  // Signed and new, the same would have been obeyed.
  expect(await slack.http.post(body)).toMatchObject({ status: 200 });
  expect((await scene.decided()).rules.caps).toHaveLength(1);
});
