// Were this wrong, a bot that believes anybody would look as safe as one that checks who is speaking.
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startSlack, type SlackSimulator, type Fixtures } from "../../../sim/slack/simulator.ts";
import { HandClock, startHttpBot, type Bot } from "./harness.ts";

let sim: SlackSimulator;
let fixtures: Fixtures;
let bot: Bot;
let heard: string[];

beforeEach(async () => {
  heard = [];
  sim = await startSlack({ commands: ["/draw"] });
  fixtures = sim.addFixtures();
  bot = await startHttpBot(sim, fixtures.workspace);
  bot.app.command("/draw", async ({ ack, command }) => {
    heard.push(command.text);
    await ack();
  });
});
afterEach(async () => {
  await bot[Symbol.asyncDispose]();
  await sim[Symbol.asyncDispose]();
});

const draw = () => fixtures.members[0].command(fixtures.channels[0], "/draw", "a fox");

test("Bolt believes what Slack has signed, also once more within five minutes", async () => {
  const handle = draw();
  await handle.acknowledged;
  expect(await sim.http.replay(handle)).toMatchObject({ status: 200 });
  expect(heard).toEqual(["a fox", "a fox"]);
});

test("Bolt refuses an old request, a forged one, and an unsigned one", async () => {
  const handle = draw();
  await handle.acknowledged;
  expect(await sim.http.replay(handle, { agedMs: 6 * 60_000 })).toMatchObject({ status: 401 });
  const body = new URLSearchParams({ command: "/draw", text: "forged", team_id: fixtures.workspace.id }).toString();
  expect(await sim.http.post(body, { secret: "wrong" })).toMatchObject({ status: 401 });
  expect(await sim.http.post(body, { secret: false })).toMatchObject({ status: 401 });
  expect(heard).toEqual(["a fox"]);
  expect(await sim.http.post(body)).toMatchObject({ status: 200 });
  expect(heard).toEqual(["a fox", "forged"]);
});

test("an app that is not there, or answers with an error, fails the command", async () => {
  sim.deliverTo("http://127.0.0.1:9/slack/events");
  const lost = draw();
  await sim.waitFor(() => lost.failure);
  expect(lost.failure).toBe("dispatch_failed");
  await using app = await answering(() => 500);
  sim.deliverTo(app.url);
  const failed = draw();
  await sim.waitFor(() => failed.failure);
  expect(failed.failure).toBe("dispatch_failed");
});

test("an event that is not taken comes again: at once, after a minute, after five", async () => {
  const clock = new HandClock();
  await using slack = await startSlack({ clock });
  const { workspace } = slack.addFixtures();
  const retries: unknown[] = [];
  let failures = 0;
  slack.on("interaction", ({ change }) => {
    if (change === "failed") failures += 1;
  });
  await using app = await answering(({ "x-slack-retry-num": retry }) => {
    retries.push(retry);
    return retries.length < 5 ? 503 : 200;
  });
  slack.deliverTo(app.url);
  slack.uninstall(workspace);
  await slack.waitFor(() => failures === 4);
  expect(retries).toEqual([undefined, undefined, "1", "1"]);
  clock.advance(60_000);
  expect(slack.interactions.map(({ deliveries }) => deliveries)).toEqual([3, 3]);
  await slack.waitFor(({ interactions }) => interactions.every(({ response }) => response));
  expect(retries.slice(4)).toEqual(["2", "2"]);
});

async function answering(status: (headers: NodeJS.Dict<string | string[]>) => number) {
  const server: Server = createServer((request, response) => {
    request.resume().on("end", () => response.writeHead(status(request.headers)).end());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
