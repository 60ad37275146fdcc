import { systemClock } from "../../src/domain/clock.ts";
import type { Log } from "../../src/domain/log.ts";
import type { Memory } from "../../src/domain/memory.ts";
import { createCeilings } from "../../src/surfaces/discord/ceilings.ts";
import { createLines } from "../../src/surfaces/discord/connect.ts";
import { deliver } from "../../src/surfaces/discord/deliver.ts";
import { createRequests } from "../../src/surfaces/discord/requests.ts";
import { show } from "../../src/surfaces/discord/show.ts";
import { createTransport } from "../../src/surfaces/discord/transport.ts";
import { createUnanswered } from "../../src/surfaces/discord/unanswered.ts";
import { createEdits } from "../../src/surfaces/edits.ts";
import type { Surface } from "../../src/surfaces/surface.ts";

interface Given {
  readonly origin: string;
  readonly log: Log;
  readonly memory: Memory;
}

/** Discord as the product speaks with it, but for the gateway: what asks is not measured here. */
export function createDiscordReplies({ origin, log, memory }: Given): Surface {
  const transport = createTransport();
  const account = { token: "token", apiUrl: `${origin}/api`, shards: "auto", log };
  const lines = createLines({ ...account, transport });
  const requests = createRequests({ lines, token: "token", applicationId: () => "900000000000000001" });
  const edits = createEdits({ clock: systemClock, spacingMs: 3_000 });
  const parts = {
    requests,
    clock: systemClock,
    unanswered: createUnanswered(),
    edits,
    ceilings: createCeilings(memory),
  };
  return {
    platform: "discord",
    start: async () => {},
    show: async (reply, card, signal) => await show(parts, { reply, card, signal }),
    deliver: async (delivery, signal) =>
      await edits.result(delivery.card.generationId, delivery.reply, async (reply) => {
        return await deliver(parts, { ...delivery, reply }, signal);
      }),
    notify: async () => {},
    [Symbol.asyncDispose]: async () => await transport[Symbol.asyncDispose](),
  };
}
