import { OPTION_LIMITS } from "../../src/platforms/discord/limits.ts";
import { systemClock } from "../../src/domain/time/clock.ts";
import type { Log } from "../../src/domain/log.ts";
import type { KeyValueStore } from "../../src/domain/key-value.ts";
import { createUploadLimits } from "../../src/platforms/discord/replies/upload-limits.ts";
import { createRestClients } from "../../src/platforms/discord/api/rest-clients.ts";
import { deliver } from "../../src/platforms/discord/replies/deliver.ts";
import { createRequests } from "../../src/platforms/discord/api/requests.ts";
import { show } from "../../src/platforms/discord/replies/progress.ts";
import { createTransport } from "../../src/platforms/discord/api/transport.ts";
import { createPendingAnswers } from "../../src/platforms/discord/replies/pending-answers.ts";
import { createEditQueue } from "../../src/platforms/edit-queue.ts";
import type { Platform } from "../../src/platforms/platform.ts";

interface Given {
  readonly origin: string;
  readonly log: Log;
  readonly keyValue: KeyValueStore;
}

/** Discord as the product speaks with it, but for the gateway: what asks is not measured here. */
export function createDiscordReplies({ origin, log, keyValue }: Given): Platform {
  const transport = createTransport();
  const account = { token: "token", apiUrl: `${origin}/api`, shards: "auto", log };
  const clients = createRestClients({ ...account, transport });
  const requests = createRequests({ clients, token: "token", applicationId: () => "900000000000000001" });
  const edits = createEditQueue({ clock: systemClock, spacingMs: 3_000 });
  const parts = {
    requests,
    clock: systemClock,
    pendingAnswers: createPendingAnswers(),
    edits,
    uploadLimits: createUploadLimits(keyValue),
  };
  return {
    platform: "discord",
    optionLimits: OPTION_LIMITS,
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
