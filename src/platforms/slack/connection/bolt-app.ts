// Bolt, from what Slack sends to what people do. It gets no token: its own clients are not used, so that none of its retries
// and none of its queues stand between a person and the answer.

import { App } from "@slack/bolt";
import type {
  BlockAction,
  BlockSuggestion,
  Logger,
  Receiver,
  SlashCommand,
  types,
  ViewResponseAction,
  ViewSubmitAction,
} from "@slack/bolt";
import type { BotError } from "../../../domain/errors/errors.ts";
import { asBotError, UserError } from "../../../domain/errors/errors.ts";
import type { Log } from "../../../domain/log.ts";
import type { Installations, Place } from "./installations.ts";
import type { Response } from "../api/requests.ts";
import type { Transport } from "../api/transport.ts";

/** What people do, as Slack tells it. Nothing is acknowledged yet: that has three seconds, and counts once. */
export type Incoming =
  | { readonly kind: "command"; readonly body: SlashCommand; readonly ack: (body?: Response) => Promise<void> }
  | { readonly kind: "press"; readonly body: BlockAction; readonly ack: () => Promise<void> }
  | {
      readonly kind: "submission";
      readonly body: ViewSubmitAction;
      readonly ack: (response?: ViewResponseAction) => Promise<void>;
    }
  | {
      readonly kind: "suggest";
      readonly body: BlockSuggestion;
      readonly ack: (options: types.PlainTextOption[]) => Promise<void>;
    };

interface ConnectParts {
  readonly receiver: Receiver;
  readonly installations: Installations;
  readonly transport: Transport;
  readonly log: Log;
  readonly sdkLog: Logger;
  /** Answers what a person did. Never throws. */
  readonly take: (incoming: Incoming) => Promise<void>;
  /** Says why nobody answers: `guild.not_installed`, or our own fault. Never throws. */
  readonly refuse: (incoming: Incoming, error: BotError) => Promise<void>;
}

/** For requests that are never made. */
const UNUSED_TIMEOUT_MS = 1_000;

export function createBolt(parts: ConnectParts): App {
  const { installations, log } = parts;
  const app = new App({
    receiver: parts.receiver,
    clientOptions: parts.transport.clientOptions(UNUSED_TIMEOUT_MS),
    logger: parts.sdkLog,
    convoStore: false,
    ignoreSelf: false,
    // A refusal goes on as one: were it thrown, Bolt would answer with silence.
    authorize: async (place) => ({ refusal: await refusalOf(installations, place) }),
  });
  app.error(async (error) => log.error({ code: error.code }, "slack event failed"));
  listen(app, async (incoming, refusal) => {
    await (refusal === null ? parts.take(incoming) : parts.refuse(incoming, refusal));
  });
  for (const event of ["app_uninstalled", "tokens_revoked"] as const) {
    app.event(event, async ({ body, payload, context }) => {
      // People's own tokens are none of ours; of the bot's there is one.
      if (payload.type === "tokens_revoked" && (payload.tokens.bot ?? []).length === 0) return;
      const { teamId = body.team_id, enterpriseId, isEnterpriseInstall } = context;
      const place = { teamId, enterpriseId, isEnterpriseInstall };
      if (await installations.forget(place, body.event_time))
        log.warn({ ...place, event }, "slack took the bot's token away");
    });
  }
  return app;
}

async function refusalOf(installations: Installations, place: Place): Promise<BotError | null> {
  try {
    return (await installations.has(place)) ? null : new UserError("guild.not_installed");
  } catch (error) {
    return asBotError(error);
  }
}

const refusalIn = (context: Readonly<Record<string, unknown>>): BotError | null =>
  context["refusal"] as BotError | null;

type Listener = (incoming: Incoming, refusal: BotError | null) => Promise<void>;

/** Everything that the bot put anywhere, and nothing else, comes back: there is no name to go by. */
function listen(app: App, hear: Listener): void {
  app.command(/^\//, async ({ body, ack, context }) => {
    await hear({ kind: "command", body, ack: async (answer) => await ack(answer) }, refusalIn(context));
  });
  app.action<BlockAction>({ type: "block_actions" }, async ({ body, ack, context }) => {
    await hear({ kind: "press", body, ack: async () => await ack() }, refusalIn(context));
  });
  app.view<ViewSubmitAction>({ type: "view_submission" }, async ({ body, ack, context }) => {
    await hear({ kind: "submission", body, ack }, refusalIn(context));
  });
  app.options<"block_suggestion">({ type: "block_suggestion" }, async ({ body, ack, context }) => {
    await hear({ kind: "suggest", body, ack: async (options) => await ack({ options }) }, refusalIn(context));
  });
}
