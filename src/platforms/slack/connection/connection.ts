// The two ways to Slack: one token over Socket Mode, or any number of them by OAuth and HTTP.

import type { App, Receiver } from "@slack/bolt";
import type { Clock } from "../../../domain/time/clock.ts";
import { isFault, RetryableError, TerminalError } from "../../../domain/errors/errors.ts";
import type { BotError } from "../../../domain/errors/errors.ts";
import type { Log } from "../../../domain/log.ts";
import type { KeyValueStore } from "../../../domain/key-value.ts";
import { isTokenRefused, toBotError } from "../api/errors.ts";
import { identify } from "./identity.ts";
import { createFixedInstallation, createInstallationStore, createStoredInstallations } from "./installations.ts";
import type { Installations } from "./installations.ts";
import { createHttpReceiver } from "./http-receiver.ts";
import type { Route, WebAccess } from "./http-receiver.ts";
import { missingScopes } from "./scopes.ts";
import { createSdkLog } from "../api/sdk-log.ts";
import { createSocketReceiver } from "./socket-receiver.ts";
import type { Transport } from "../api/transport.ts";

interface SocketAccess {
  /** `xapp-…`, which opens connections. */
  readonly appToken: string;
  /** `xoxb-…`, of the one workspace. */
  readonly botToken: string;
}

export type Access = SocketAccess | WebAccess;

interface ConnectionParts {
  readonly access: Access;
  readonly apiUrl: string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly keyValue: KeyValueStore;
  readonly log: Log;
}

export interface Connection {
  readonly receiver: Receiver;
  readonly routes: readonly Route[];
  readonly installations: Installations;
  /** @throws TerminalError `slack.unauthorized` with `detail.variables`; RetryableError `slack.unreachable` */
  readonly open: (app: App) => Promise<void>;
  /** Instead of `open`, where others listen: what it takes to write. Throws as `open` does. */
  readonly enter: () => Promise<void>;
  /** Slack's events arrive: over one socket at least, or by requests that are taken. */
  readonly isConnected: () => boolean;
}

export function createConnection(parts: ConnectionParts): Connection {
  const { access } = parts;
  return "appToken" in access ? bySocket(parts, access) : byRequest(parts, access);
}

function bySocket(parts: ConnectionParts, { appToken, botToken }: SocketAccess): Connection {
  const { log, transport } = parts;
  const installations = createFixedInstallation(botToken);
  const receiver = createSocketReceiver({ ...parts, appToken, sdkLog: createSdkLog(log) });
  const settle = async (): Promise<void> => {
    const { place, name, scopes } = await identify(transport, botToken);
    installations.belongsTo(place);
    log.info({ ...place, name }, "slack connected");
    const missing = missingScopes(scopes);
    if (missing.length > 0) log.warn({ missing }, "slack does not allow all that the bot needs: install the app again");
  };
  return {
    receiver,
    routes: [],
    installations,
    isConnected: () => receiver.isConnected(),
    enter: async () => await allOf([settle().catch(refusing("SLACK_BOT_TOKEN"))]),
    open: async (app) => await allOf([settle().catch(refusing("SLACK_BOT_TOKEN")), app.start()]),
  };
}

/** All are tried, so that the operator reads of all. */
async function allOf(tries: readonly Promise<unknown>[]): Promise<void> {
  const tried = await Promise.allSettled(tries);
  const faults = tried.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  if (faults.length > 0) throw togetherOf(faults.map(toBotError));
}

const refusing = (variable: string) => (error: unknown) => {
  throw isTokenRefused(error) ? new TerminalError("slack.unauthorized", { detail: { variables: [variable] } }) : error;
};

function togetherOf(faults: readonly BotError[]): BotError {
  const variables = faults.flatMap((fault) => (isFault(fault, "slack.unauthorized") ? fault.detail.variables : []));
  if (variables.length > 0) return new TerminalError("slack.unauthorized", { detail: { variables } });
  const [first = new TerminalError("internal")] = faults;
  // Whatever time mends at a start is one thing to the operator: Slack cannot be reached.
  if (!(first instanceof RetryableError)) return first;
  const detail = isFault(first, "reply.busy", "reply.unauthorized") ? first.detail : {};
  return new RetryableError("slack.unreachable", { detail, cause: first });
}

function byRequest(parts: ConnectionParts, access: WebAccess): Connection {
  const { clock, log, keyValue } = parts;
  const installationStore = createInstallationStore({ keyValue, clock });
  const { receiver, route, installer, isOpen } = createHttpReceiver({
    ...parts,
    ...access,
    installationStore,
    sdkLog: createSdkLog(log),
  });
  return {
    receiver,
    routes: [route],
    isConnected: isOpen,
    // Each workspace's token is in the database.
    enter: async () => {},
    installations: createStoredInstallations({ keyValue, installer }),
    async open(app) {
      await app.start();
      log.info({ publicUrl: access.publicUrl }, "slack mounted");
    },
  };
}
