import { GatewayDispatchEvents, InteractionType } from "discord.js";
import type { APIInteraction } from "discord.js";
import { aborted } from "../../domain/abort.ts";
import { within } from "../../domain/within.ts";
import type { Clock } from "../../domain/clock.ts";
import { asBotError, TerminalError } from "../../domain/errors.ts";
import type { Memory } from "../../domain/key-value.ts";
import type { Asked, Metrics } from "../../domain/metrics.ts";
import { replyKey } from "../../domain/messages/reply.ts";
import { countEdits } from "../count-edits.ts";
import { createEdits } from "../edit-queue.ts";
import type { Surface } from "../platform.ts";
import { answer } from "./incoming/dispatch.ts";
import { createCeilings } from "./replies/upload-limits.ts";
import {
  closedForGood,
  connect,
  createGateway,
  createLines,
  isReady,
  readApplicationId,
} from "./connection/gateway.ts";
import type { Account } from "./connection/gateway.ts";
import { deliver } from "./replies/deliver.ts";
import { notify } from "./replies/notify.ts";
import { publish } from "./connection/publish-commands.ts";
import { createRequests } from "./api/requests.ts";
import { show } from "./replies/progress.ts";
import { createTransport } from "./api/transport.ts";
import { createUnanswered } from "./replies/pending-answers.ts";

export interface DiscordParts extends Account {
  /** Publish the commands on this server only; null: everywhere. */
  readonly guildId: string | null;
  readonly clock: Clock;
  readonly memory: Memory;
  readonly metrics: Pick<Metrics, "asked" | "edited">;
}

/** Discord answers a farewell at once; the library would wait for half a minute. */
const FAREWELL_MS = 2_000;

/** Discord lets an interaction's reply be edited five times in two seconds; people read no faster than this. */
const SPACING_MS = 3_000;

export function createDiscord(parts: DiscordParts): Surface {
  const { token, clock, memory, metrics, log, guildId } = parts;
  const transport = createTransport();
  const gateway = createGateway({ ...parts, transport });
  const lines = createLines({ ...parts, transport });
  const unanswered = createUnanswered();
  let entered: string | null = null;
  const applicationId = (): string => {
    if (entered !== null) return entered;
    if (gateway.application === null) throw new TerminalError("internal", { detail: { why: "not connected yet" } });
    return gateway.application.id;
  };
  const requests = createRequests({ lines, token, applicationId });
  const edits = countEdits(createEdits({ clock, spacingMs: SPACING_MS }), (fate) => metrics.edited("discord", fate));
  const ceilings = createCeilings(memory);
  const replies = { requests, clock, unanswered };
  return {
    platform: "discord",

    async start(desk, signal) {
      const closed = closedForGood(gateway);
      // The payload as it comes, before discord.js makes objects of it: the answer has three seconds.
      gateway.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => {
        const acknowledged = metrics.asked("discord", askedBy(interaction));
        void answer({ lines, clock, memory, log, desk, unanswered, acknowledged }, interaction);
      });
      const started = async (): Promise<void> => {
        await connect(gateway, token);
        await publish({ rest: gateway.rest, memory, log, applicationId: applicationId(), guildId }, desk.commands);
      };
      await Promise.race([started(), closed, aborted(signal)]);
      closed.catch((error: unknown) => desk.turnedAway(asBotError(error)));
    },

    async enter(signal) {
      entered = await readApplicationId(lines.bot.result, signal);
    },

    isConnected: () => isReady(gateway),

    show: async (reply, card, signal) => await show({ ...replies, edits }, { reply, card, signal }),

    deliver: async (delivery, signal) =>
      await edits.result(replyKey(delivery.card.generationId, delivery.reply), delivery.reply, async (reply) => {
        return await deliver({ ...replies, ceilings }, { ...delivery, reply }, signal);
      }),

    notify: async (place, notice, signal) => await notify(requests, { place, notice, signal }),

    async [Symbol.asyncDispose]() {
      await within(clock, FAREWELL_MS, gateway.destroy());
      await unanswered.idle();
      lines[Symbol.dispose]();
      await transport[Symbol.asyncDispose]();
    },
  };
}

function askedBy({ type }: APIInteraction): Asked {
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
