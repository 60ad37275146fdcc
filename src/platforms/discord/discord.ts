import { GatewayDispatchEvents, InteractionType } from "discord.js";
import type { APIInteraction } from "discord.js";
import { aborted } from "../../domain/time/abort.ts";
import { within } from "../../domain/time/within.ts";
import type { Clock } from "../../domain/time/clock.ts";
import { asBotError, TerminalError } from "../../domain/errors/errors.ts";
import type { KeyValueStore } from "../../domain/key-value.ts";
import type { InteractionKind, Metrics } from "../../domain/metrics.ts";
import { replyKey } from "../../domain/messages/reply.ts";
import { countEdits } from "../count-edits.ts";
import { createEditQueue } from "../edit-queue.ts";
import type { Platform } from "../platform.ts";
import { dispatch } from "./incoming/dispatch.ts";
import { LIMITS, OPTION_LIMITS } from "./limits.ts";
import { createUploadLimits } from "./replies/upload-limits.ts";
import { closedForGood, connect, createGateway, isReady, readApplicationId } from "./connection/gateway.ts";
import { createRestClients } from "./api/rest-clients.ts";
import type { Account } from "./api/rest-clients.ts";
import { deliver } from "./replies/deliver.ts";
import { notify } from "./replies/notify.ts";
import { publish } from "./connection/publish-commands.ts";
import { createRequests } from "./api/requests.ts";
import { show } from "./replies/progress.ts";
import { createTransport } from "./api/transport.ts";
import { createPendingAnswers } from "./replies/pending-answers.ts";

export interface DiscordParts extends Account {
  /** Publish the commands on this server only; null: everywhere. */
  readonly guildId: string | null;
  readonly clock: Clock;
  readonly keyValue: KeyValueStore;
  readonly metrics: Pick<Metrics, "interaction" | "edited">;
}

/** Discord answers a farewell at once; the library would wait for half a minute. */
const FAREWELL_MS = 2_000;

const IDENTITY = { platform: "discord", optionLimits: OPTION_LIMITS } as const;

export function createDiscord(parts: DiscordParts): Platform {
  const { token, clock, keyValue, metrics, log, guildId } = parts;
  const transport = createTransport();
  const gateway = createGateway({ ...parts, transport });
  const clients = createRestClients({ ...parts, transport });
  const pendingAnswers = createPendingAnswers();
  let entered: string | null = null;
  const applicationId = (): string => {
    const id = entered ?? gateway.application?.id;
    if (id === undefined) throw new TerminalError("internal", { detail: { why: "not connected yet" } });
    return id;
  };
  const requests = createRequests({ clients, token, applicationId });
  const edits = countEdits(createEditQueue({ clock, spacingMs: LIMITS.editSpacingMs }), "discord", metrics);
  const uploadLimits = createUploadLimits(keyValue);
  const replies = { requests, clock, pendingAnswers };
  return {
    ...IDENTITY,

    async start(handlers, signal) {
      const closed = closedForGood(gateway);
      // The payload as it comes, before discord.js makes objects of it: the answer has three seconds.
      gateway.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => {
        const acknowledged = metrics.interaction("discord", interactionKindOf(interaction));
        void dispatch({ clients, clock, keyValue, log, handlers, pendingAnswers, acknowledged }, interaction);
      });
      const started = async (): Promise<void> => {
        await connect(gateway, token);
        const account = { applicationId: applicationId(), guildId };
        await publish({ rest: gateway.rest, keyValue, log, ...account }, handlers.commands);
      };
      await Promise.race([started(), closed, aborted(signal)]);
      closed.catch((error: unknown) => handlers.turnedAway(asBotError(error)));
    },

    async enter(signal) {
      entered = await readApplicationId(clients.bot.result, signal);
    },

    isConnected: () => isReady(gateway),

    show: async (reply, card, signal) => await show({ ...replies, edits }, { reply, card, signal }),

    deliver: async (delivery, signal) =>
      await edits.result(replyKey(delivery.card.generationId, delivery.reply), delivery.reply, async (reply) => {
        return await deliver({ ...replies, uploadLimits }, { ...delivery, reply }, signal);
      }),

    notify: async (place, notice, signal) => await notify(requests, { place, notice, signal }),

    async [Symbol.asyncDispose]() {
      await within(clock, FAREWELL_MS, gateway.destroy());
      await pendingAnswers.idle();
      clients[Symbol.dispose]();
      await transport[Symbol.asyncDispose]();
    },
  };
}

function interactionKindOf({ type }: APIInteraction): InteractionKind {
  switch (type) {
    case InteractionType.MessageComponent:
      return "press";
    case InteractionType.ModalSubmit:
      return "form";
    case InteractionType.ApplicationCommandAutocomplete:
      return "suggestions";
    case InteractionType.ApplicationCommand:
    case InteractionType.Ping:
      return "command";
  }
}
