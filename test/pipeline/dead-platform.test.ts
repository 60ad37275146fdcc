// One platform that is down must not stop the other: who waits for it gives the slot back.

import { expect, test } from "vitest";
import { RetryableError } from "../../src/domain/errors/errors.ts";
import { advance } from "../../src/pipeline/advance.ts";
import type { Delivery, Platform } from "../../src/platforms/platform.ts";
import { createInProcessQueue } from "../../src/queue/in-process/in-process.ts";
import { A_REPORT, openHarness, SUCCESS } from "./harness.ts";

const WAITING = 20;

test("twenty runs that wait for a dead platform leave three slots to the other's command", async () => {
  await using harness = await openHarness();
  const { clock, parts } = harness;
  harness.starts.set(A_REPORT);
  harness.polls.set(SUCCESS);
  harness.deliveries.set(new RetryableError("reply.busy", { detail: { status: 503 } }));
  const delivered: string[] = [];
  const discord = parts.platforms.get("discord");
  if (discord === undefined) throw new Error("no platform");
  const slack: Platform = {
    ...discord,
    platform: "slack",
    deliver: async ({ card, reply }: Delivery) => {
      delivered.push(card.generationId);
      return await Promise.resolve({ reply, attached: 0 });
    },
  };
  Object.assign(parts, {
    platforms: new Map([
      ["discord", discord],
      ["slack", slack],
    ]),
  });
  const queue = createInProcessQueue({ maxInFlight: 3, onError: () => {} });
  const stop = new AbortController();
  const begun = { ...parts, queue, alert: () => {}, showProgress: () => {} };
  const running = queue.run(async (job, signal, rest) => await advance({ ...begun, rest }, job, signal), stop.signal);
  for (let index = 0; index < WAITING; index += 1) {
    const { id } = await harness.leave({ kind: "held" }, { interactionId: String(100 + index) });
    queue.add({ generationId: id, guildId: "10" });
  }
  await clock.advance(10 * 60_000);
  const { id } = await harness.leave(
    { kind: "held" },
    { id: "slack:1", platform: "slack", interactionId: "1", guildId: "T1" },
  );
  queue.add({ generationId: id, guildId: "T1" });
  await clock.advance(10 * 60_000);
  expect(delivered).toEqual(["slack:1"]);
  expect(new Set(harness.cards.map(({ generationId }) => generationId)).size).toBe(WAITING);
  stop.abort();
  await running;
});
