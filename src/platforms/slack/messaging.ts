// All that is said in Slack: answers to what people do, cards, results and notices. What carries it there is given.

import { PACE } from "./limits.ts";
import { within } from "../../domain/time/within.ts";
import type { Clock } from "../../domain/time/clock.ts";
import type { Log } from "../../domain/log.ts";
import type { KeyValueStore } from "../../domain/key-value.ts";
import type { Metrics } from "../../domain/metrics.ts";
import { countEdits } from "../count-edits.ts";
import { replyKey } from "../../domain/messages/reply.ts";
import type { ReplyRef } from "../../domain/messages/reply.ts";
import { createEditQueue } from "../edit-queue.ts";
import type { Handlers, Platform } from "../platform.ts";
import type { Admins } from "./incoming/admins.ts";
import { dispatch } from "./incoming/dispatch.ts";
import { createUploadLimits } from "./replies/upload-limits.ts";
import type { Incoming } from "./connection/bolt-app.ts";
import { deliver } from "./replies/deliver.ts";
import { notify } from "./replies/notify.ts";
import type { Requests } from "./api/requests.ts";
import { show } from "./replies/progress.ts";
import { interactionKindOf, timeAck } from "./incoming/time-ack.ts";
import { createRateLimit } from "./api/rate-limit.ts";

export interface MessagingParts {
  readonly requests: Requests;
  readonly admins: Admins;
  readonly clock: Clock;
  readonly keyValue: KeyValueStore;
  readonly metrics: Pick<Metrics, "interaction" | "edited">;
  readonly log: Log;
  /** What stands before the name of each command: `mv-`. */
  readonly prefix: string;
}

export interface Messaging extends Pick<Platform, "show" | "deliver" | "notify">, AsyncDisposable {
  /** Never throws. */
  answer(handlers: Handlers, incoming: Incoming): Promise<void>;
}

/** What is on its way when the process ends has this long to arrive. */
const GRACE_MS = 5_000;

export function createMessaging(given: MessagingParts): Messaging {
  const { clock, keyValue, metrics } = given;
  const stop = new AbortController();
  const edits = createRateLimit({ clock, ...PACE.edits });
  const waitForRate = async ({ guildId }: ReplyRef, until: AbortSignal): Promise<void> =>
    await edits.take(guildId, "progress", until);
  const lanes = countEdits(createEditQueue({ clock, spacingMs: PACE.spacingMs, waitForRate }), "slack", metrics);
  const posts = createRateLimit({ clock, ...PACE.posts });
  const parts = { ...given, edits, posts, lanes, uploadLimits: createUploadLimits(keyValue), signal: stop.signal };
  const answering = new Set<Promise<void>>();
  return {
    async answer(handlers, incoming) {
      const acknowledged = metrics.interaction("slack", interactionKindOf[incoming.kind]);
      const answered = dispatch({ ...parts, handlers }, timeAck(incoming, acknowledged));
      answering.add(answered);
      await answered;
      answering.delete(answered);
    },
    show: async (reply, card, signal) => await show(parts, { reply, card, signal }),
    deliver: async (delivery, signal) =>
      await lanes.result(replyKey(delivery.card.generationId, delivery.reply), delivery.reply, async (reply) => {
        return await deliver(parts, { ...delivery, reply }, signal);
      }),
    notify: async (place, notice, signal) => await notify(parts, { place, notice, signal }),
    async [Symbol.asyncDispose]() {
      await within(clock, GRACE_MS, Promise.all(answering));
      stop.abort();
    },
  };
}
