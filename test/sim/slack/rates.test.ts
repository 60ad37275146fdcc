// Were this wrong, thirty generations at once would edit happily here and be turned away by every workspace.
import { webApi } from "@slack/bolt";
import { expect, test } from "vitest";
import { clientOf, openHarness, tokenOf } from "./harness.ts";

test("fifty edits a minute in a workspace, whatever the message; then Slack says when to come back", async () => {
  await using harness = await openHarness({ limits: {} });
  const message = await harness.post({ text: "x" });
  const edit = async () => await harness.call("chat.update", { channel: message.channelId, ts: message.ts, text: "y" });
  for (let n = 0; n < 50; n += 1) expect((await edit()).ok).toBe(true);
  harness.clock.advance(20_500);
  const at = harness.clock.now();
  const refused = await edit();
  expect(refused).toMatchObject({ status: 429, error: "ratelimited" });
  expect(refused.headers.get("retry-after")).toBe("40");
  expect(message.revisions).toHaveLength(51);
  // No other method and no other workspace waits.
  const join = await harness.call("conversations.join", { channel: message.channelId });
  expect(join).toMatchObject({ ok: true });
  expect(await harness.call("views.open", { trigger_id: harness.draw().triggerId, view: {} })).toMatchObject({
    status: 200,
  });
  const other = harness.sim.addFixtures({ name: "Other" });
  const token = tokenOf(other.workspace);
  const posted = await harness.call("chat.postMessage", { channel: other.channels[0].id, text: "x" }, { token });
  const args = { channel: other.channels[0].id, ts: posted.json["ts"], text: "y" };
  expect(await harness.call("chat.update", args, { token })).toMatchObject({ ok: true });
  harness.clock.advance(39_500);
  expect(await edit()).toMatchObject({ ok: true });
  const refusals = harness.sim.requests.filter(({ status }) => status === 429);
  expect(refusals).toMatchObject([{ method: "chat.update", at, answeredAt: at, error: "ratelimited" }]);
});

test("the real client is told to wait", async () => {
  await using harness = await openHarness({ limits: { methods: { "auth.test": { count: 1, perMs: 10_000 } } } });
  const client = clientOf(harness.sim, tokenOf(harness.fixtures.workspace));
  await client.auth.test();
  const refused = client.auth.test();
  await expect(refused).rejects.toThrow(webApi.WebAPIRateLimitedError);
  await expect(refused).rejects.toMatchObject({ retryAfter: 10 });
});

test("a channel takes a message a second, in short bursts", async () => {
  await using harness = await openHarness({ limits: {} });
  const post = async (channel: number) =>
    (await harness.call("chat.postMessage", { channel: harness.fixtures.channels[channel]?.id, text: "x" })).status;
  expect([await post(0), await post(0), await post(0), await post(0), await post(0)]).toEqual([
    200, 200, 200, 200, 429,
  ]);
  expect(await post(1)).toBe(200);
  harness.clock.advance(4_000);
  expect(await post(0)).toBe(200);
});

test("a limit can be another one, or none", async () => {
  await using harness = await openHarness({ limits: { tier4: { count: 1, perMs: 60_000 }, tier3: false } });
  const info = async () => (await harness.call("users.info", { user: harness.fixtures.admin.id })).status;
  expect([await info(), await info()]).toEqual([200, 429]);
  const message = await harness.post({ text: "x" });
  for (let n = 0; n < 51; n += 1) {
    expect(await harness.call("chat.update", { channel: message.channelId, ts: message.ts, text: "y" })).toMatchObject({
      ok: true,
    });
  }
});
