// Were this wrong, a form would close here over a mistake that the person was to correct.
import { expect, test } from "vitest";
import { startSlack } from "../../../sim/slack/simulator.ts";
import { actions, button, field, modal, plain, startSocketBot, text } from "./harness.ts";

const prompt = field("prompt", text({ initial_value: "a" }));

async function answered(response: unknown) {
  const sim = await startSlack({ commands: ["/draw"] });
  const { workspace, channels, members } = sim.addFixtures();
  const bot = await startSocketBot(sim, workspace);
  bot.app.command("/draw", async ({ ack, client, command }) => {
    await client.views.open({ trigger_id: command.trigger_id, view: modal([actions(button()), prompt]) as never });
    await ack();
  });
  bot.app.action("go", async ({ ack, client, body }) => {
    if (body.type !== "block_actions") throw new Error("no button");
    await client.views.push({
      trigger_id: body.trigger_id,
      view: modal([prompt], { title: plain("Upper") }) as never,
    });
    await ack();
  });
  bot.app.view("form", async ({ ack }) => await ack(response as never));
  const [bo] = members;
  await bo.command(channels[0], "/draw").acknowledged;
  const [lower] = sim.views(bo);
  if (!lower) throw new Error("no form");
  await bo.press(lower, "go").acknowledged;
  const upper = sim.views(bo)[1];
  if (!upper) throw new Error("nothing pushed");
  const handle = bo.submit(upper);
  await sim.waitFor(() => handle.response ?? handle.failure);
  const titles = sim.views(bo).map(({ title }) => title);
  await bot[Symbol.asyncDispose]();
  await sim[Symbol.asyncDispose]();
  return { handle, upper, titles };
}

test("an answer of nothing closes the view that was sent in, and shows the one below", async () => {
  expect((await answered(undefined)).titles).toEqual(["Form"]);
});

test("an answer clears the whole stack", async () => {
  const { titles, handle } = await answered({ response_action: "clear" });
  expect(titles).toEqual([]);
  expect(handle.response).toMatchObject({ type: "clear" });
});

test("an answer puts another view in its place, or on top", async () => {
  const view = modal([prompt], { title: plain("Next") });
  expect((await answered({ response_action: "update", view })).titles).toEqual(["Form", "Next"]);
  expect((await answered({ response_action: "push", view })).titles).toEqual(["Form", "Upper", "Next"]);
});

test.each([
  ["errors at what is no input", { response_action: "errors", errors: { nothing: "wrong" } }],
  ["errors of no words", { response_action: "errors", errors: { "prompt-block": "" } }],
  ["no errors at all", { response_action: "errors", errors: {} }],
  ["an action that does not exist", { response_action: "celebrate" }],
  ["a view that is refused", { response_action: "update", view: modal([]) }],
])("an answer that is %s leaves the view as it is", async (_name, response) => {
  const { handle, upper, titles } = await answered(response);
  expect(handle).toMatchObject({ failure: "invalid_response", response: undefined });
  expect([upper.errors, upper.isSubmitting]).toEqual([{}, false]);
  expect(titles).toEqual(["Form", "Upper"]);
});
