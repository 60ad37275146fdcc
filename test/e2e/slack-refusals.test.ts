// What Slack's people get wrong, and what others send in their name. Each is told what is wrong and what to do, before any
// money is set aside, and MindVideo hears of none of it.

import { afterAll, beforeAll, expect, test } from "vitest";
import { PNG } from "../sim/slack/media.ts";
import { openSlackBudgetHarness } from "./slack-budget-harness.ts";
import type { BudgetWorkspace, SlackBudgetHarness } from "./slack-budget-harness.ts";

let harness: SlackBudgetHarness;

beforeAll(async () => {
  harness = await openSlackBudgetHarness();
});

afterAll(async () => {
  await harness[Symbol.asyncDispose]();
});

/** Nothing was set aside, nothing asked for, nothing said to others. */
async function expectNothing(workspace: BudgetWorkspace, tasks: number): Promise<void> {
  expect((await workspace.decided()).ledger).toEqual([]);
  expect(harness.base.mindvideo.tasks).toHaveLength(tasks);
  expect(workspace.cards()).toEqual([]);
}

test.each<[string, string, RegExp]>([
  ["an option that there is not, with the nearest that there is", "a fox --siez 16:9", /siez[^]*Did you mean size\?/],
  ["an option without its value", "a fox --size", /size needs a value after it/],
  ["a number out of its range", "a fox --n 6", /n can be up to 4/],
  ["a model that there is not", "a fox --model wan2-7-imag", /wan2-7-image/],
  ["values that the model does not take, all of them", "a fox --n 6 --size 17", /2 things[^]*n can[^]*size/],
  ["a text over the limit", `a fox ${"x".repeat(12_001)}`, /prompt[^]*at most/],
  ["both at once", "a fox --siez 16:9 --size", /Did you mean size\?[^]*size needs a value/],
])("%s is told to the person alone", async (_, text, said) => {
  const workspace = await harness.newWorkspace();
  const tasks = harness.base.mindvideo.tasks.length;
  const answer = await workspace.read(workspace.bo, `/image ${text}`);
  expect(answer).toMatch(said);
  expect(answer).toContain("Nothing was started and nothing was charged.");
  await expectNothing(workspace, tasks);
});

test("problems of a form stand at their fields, and it stays open for them to be mended", async () => {
  const workspace = await harness.newWorkspace();
  const { bo } = workspace;
  const tasks = harness.base.mindvideo.tasks.length;
  const view = await workspace.form(bo, "/image a fox --model wan2-7-image --form");
  const wrong = { size: "17", bbox_list: "what" };
  for (const [name, typed] of Object.entries(wrong).slice(0, 1)) await bo.autocomplete(view, name, typed);
  expect(await bo.submit(view, wrong).acknowledged).toMatchObject({
    type: "errors",
    errors: { size: expect.stringContaining("size"), bbox_list: expect.stringContaining("bbox_list needs") },
  });
  await expectNothing(workspace, tasks);

  await bo.autocomplete(view, "size", "16:9");
  expect(await bo.submit(view, { size: "16:9", bbox_list: null }).acknowledged).toMatchObject({ type: "empty" });
  await workspace.finished();
});

test("a form that is sent in twice is one run", async () => {
  const workspace = await harness.newWorkspace();
  const { mindvideo, slack } = harness.base;
  const before = mindvideo.tasks.length;
  const view = await workspace.form(workspace.bo, "/image a fox --model wan2-7-image --form");
  const sent = workspace.bo.submit(view, {}, { deliverTwice: true });
  await sent.acknowledged;
  await workspace.finished();
  // Slack tells of it once more, and so does whoever kept the request.
  slack.redeliver(sent);
  await slack.waitFor(() => sent.answers === 3);
  expect(await slack.http.replay(sent)).toMatchObject({ status: 200 });
  expect(workspace.cards()).toHaveLength(1);
  expect(mindvideo.tasks).toHaveLength(before + 1);
  expect((await workspace.decided()).ledger.filter(({ kind }) => kind === "hold")).toHaveLength(1);
});

test.each([
  ["of another kind than its name says", "fox.png", Buffer.from("%PDF-1.7 and so on"), /image/],
  ["of a kind that the model does not take", "fox.gif", Buffer.from("GIF89a and so on"), /image[^]*image\/png/],
  ["of more than 10 MB", "fox.png", Buffer.concat([PNG, Buffer.alloc(11 * 1024 * 1024)]), /at most 10 MB/],
])("a file %s is refused, from a modified client as well", async (_, name, bytes, said) => {
  const workspace = await harness.newWorkspace();
  const tasks = harness.base.mindvideo.tasks.length;
  const view = await workspace.form(workspace.bo, "/image a fox --model wan2-7-image --form");
  const answer = await workspace.bo.submit(view, { image: [{ name, bytes }] }, { forged: true }).acknowledged;
  expect(answer).toMatchObject({ type: "errors", errors: { image: expect.stringMatching(said) } });
  await expectNothing(workspace, tasks);
});

test.each([
  ["replayed after six minutes", { agedMs: 6 * 60_000 }],
  ["signed by another", { secret: "another" }],
  ["not signed", { secret: false }],
] as const)("a command %s is 401, logged, and nothing is done", async (_, forgery) => {
  const workspace = await harness.newWorkspace();
  const { slack, mindvideo } = harness.base;
  const before = { tasks: mindvideo.tasks.length, warned: harness.log.of("warn").length, asked: slack.requests.length };
  const body = new URLSearchParams({
    command: "/budget",
    text: "set 1000000 total",
    trigger_id: `1.2.${"secret" in forgery ? String(forgery.secret) : "old"}`,
    response_url: slack.origin,
    team_id: workspace.fixtures.workspace.id,
    user_id: workspace.admin.id,
    user_name: workspace.admin.name,
    channel_id: workspace.fixtures.channels[0].id,
    channel_name: "studio",
    api_app_id: slack.appId,
  }).toString();
  expect(await slack.http.post(body, forgery)).toEqual({ status: 401, body: "" });
  expect(harness.log.of("warn").slice(before.warned).join()).toContain("verify");
  expect(slack.requests).toHaveLength(before.asked);
  await expectNothing(workspace, before.tasks);
  // Signed and new, the same would have been obeyed.
  expect(await slack.http.post(body)).toMatchObject({ status: 200 });
  expect((await workspace.decided()).rules.caps).toHaveLength(1);
});
