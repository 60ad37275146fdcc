import { systemClock } from "../../src/domain/clock.ts";
import type { Log } from "../../src/domain/log.ts";
import type { Memory } from "../../src/domain/key-value.ts";
import { createCeilings } from "../../src/platforms/discord/replies/upload-limits.ts";
import { createLines } from "../../src/platforms/discord/connection/gateway.ts";
import { deliver } from "../../src/platforms/discord/replies/deliver.ts";
import { createRequests } from "../../src/platforms/discord/api/requests.ts";
import { show } from "../../src/platforms/discord/replies/progress.ts";
import { createTransport } from "../../src/platforms/discord/api/transport.ts";
import { createUnanswered } from "../../src/platforms/discord/replies/pending-answers.ts";
import { createEdits } from "../../src/platforms/edit-queue.ts";
import type { Surface } from "../../src/platforms/platform.ts";

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
