import { OPTION_LIMITS } from "./limits.ts";
import { aborted } from "../../domain/time/abort.ts";
import type { Clock } from "../../domain/time/clock.ts";
import type { BotError } from "../../domain/errors/errors.ts";
import type { Log } from "../../domain/log.ts";
import type { KeyValueStore } from "../../domain/key-value.ts";
import type { Metrics } from "../../domain/metrics.ts";
import type { Platform } from "../platform.ts";
import { sayRefusal } from "../../wording/refusals/say-refusal.ts";
import { createAdmins } from "./incoming/admins.ts";
import { createBolt } from "./connection/bolt-app.ts";
import type { Incoming } from "./connection/bolt-app.ts";
import { createMessaging } from "./messaging.ts";
import { createConnection } from "./connection/connection.ts";
import type { Access } from "./connection/connection.ts";
import type { Route } from "./connection/http-receiver.ts";
import { createOpenFile } from "./api/open-file.ts";
import { drawRefusal } from "./draw/page.ts";
import { createRequests } from "./api/requests.ts";
import type { Requests } from "./api/requests.ts";
import { createSdkLog } from "./api/sdk-log.ts";
import { createTransport } from "./api/transport.ts";

interface Common {
  /** Slack's Web API: `https://slack.com/api/`. */
  readonly apiUrl: string;
  /** Before the name of each command: `mv-`. */
  readonly prefix: string;
  readonly clock: Clock;
  readonly keyValue: KeyValueStore;
  readonly metrics: Pick<Metrics, "interaction" | "edited">;
  readonly log: Log;
}

export type SlackParts = Common & Access;

export interface Slack extends Platform {
  /** For the server that the outside reaches; none over Socket Mode. */
  readonly routes: readonly Route[];
}

/** From the command to the card: three seconds to be acknowledged in, and a post that waits for the rate limit. */
const ANSWER_MS = 5_000;

export function createSlack(parts: SlackParts): Slack {
  const { apiUrl, clock, log, keyValue, metrics, prefix } = parts;
  const transport = createTransport(apiUrl);
  const connection = createConnection({ ...parts, access: parts, transport });
  const { installations, receiver, routes } = connection;
  const tokenOf = async (teamId: string): Promise<string | null> => await installations.tokenOf(teamId);
  const requests = createRequests({ transport, clock, tokenOf });
  const admins = createAdmins({ requests, clock });
  const messaging = createMessaging({ requests, admins, clock, keyValue, metrics, log, prefix });
  return {
    platform: "slack",
    optionLimits: OPTION_LIMITS,
    routes,

    async start(handlers, signal) {
      const app = createBolt({
        receiver,
        installations,
        transport,
        log,
        sdkLog: createSdkLog(log),
        take: async (incoming) => await messaging.answer(handlers, incoming),
        refuse: async (incoming, error) => await refuse({ requests, log, prefix }, incoming, error),
      });
      await Promise.race([connection.open(app), aborted(signal)]);
    },

    async enter(signal) {
      await Promise.race([connection.enter(), aborted(signal)]);
    },

    isConnected: connection.isConnected,
    answerMs: ANSWER_MS,
    show: messaging.show,
    deliver: messaging.deliver,
    notify: messaging.notify,
    serves: async (teamId) => (await tokenOf(teamId)) !== null,
    openFile: createOpenFile({ apiUrl, dispatcher: transport.dispatcher, tokenOf }),

    async [Symbol.asyncDispose]() {
      // Over what is still open here, what is being answered is acknowledged.
      await messaging[Symbol.asyncDispose]();
      await receiver.stop();
      await transport[Symbol.asyncDispose]();
    },
  };
}

interface RefuseParts {
  readonly requests: Pick<Requests, "respond">;
  readonly log: Log;
  readonly prefix: string;
}

/** Where the bot has no token it can still answer what was done. */
async function refuse({ requests, log, prefix }: RefuseParts, incoming: Incoming, error: BotError): Promise<void> {
  const { kind, body } = incoming;
  const { code, cause } = error;
  log.warn({ kind, code, err: cause, teamId: "team_id" in body ? body.team_id : body.team?.id }, "not let in");
  const response = {
    ...drawRefusal(sayRefusal(error), { prefix }),
    response_type: "ephemeral",
    replace_original: false,
  } as const;
  try {
    if (incoming.kind === "command") return await incoming.ack(response);
    await (incoming.kind === "suggest" ? incoming.ack([]) : incoming.ack());
    if (incoming.kind === "press")
      await requests.respond(incoming.body.response_url, response, new AbortController().signal);
  } catch (fault) {
    log.warn({ kind, code: fault instanceof Error ? fault.name : "unknown" }, "refusal not told");
  }
}
