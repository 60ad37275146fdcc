// Two Socket Mode connections. Slack ends each after some hours; what happens meanwhile goes to the other one.
//
// Bolt would reconnect by itself, but waits for seconds before, and a refusal on the way is a rejection that nobody catches:
// it ends the process. So a connection of Bolt's lives once, and what comes after its end is decided here.

import { SocketModeReceiver } from "@slack/bolt";
import type { App, Logger, Receiver } from "@slack/bolt";
import { onAbort } from "../../../domain/time/abort.ts";
import { within } from "../../../domain/time/within.ts";
import { backoffMs } from "../../../domain/time/backoff.ts";
import type { Clock } from "../../../domain/time/clock.ts";
import { RetryableError, TerminalError } from "../../../domain/errors/errors.ts";
import type { Log } from "../../../domain/log.ts";
import { isTokenRefused, toBotError } from "../api/errors.ts";
import type { Transport } from "../api/transport.ts";

interface SocketParts {
  readonly appToken: string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log: Log;
  readonly sdkLog: Logger;
}

const CONNECTIONS = 2;
/** For the request that asks where to connect. */
const OPEN_TIMEOUT_MS = 10_000;
/** From the request to Slack's hello. */
const HELLO_MS = 30_000;
/** A connection that ended sooner was none: the next one is not tried at once. */
const SHORT_LIFE_MS = 10_000;
/** Half of the usual: until there is a connection, nobody's command is heard. */
const LONGEST_WAIT_MS = 30_000;
/** A token that was taken away has to be renewed by a person. Slack has said so in error, and then it passes. */
const REFUSED_WAIT_MS = 5 * 60_000;
/** Slack answers a farewell at once; the SDK would wait for half a minute. */
const FAREWELL_MS = 2_000;

/**
 * `start` resolves once there is a connection, and each has been tried. It throws TerminalError `slack.unauthorized` when
 * Slack does not take the app's token; from then on nothing that happens to a connection is thrown.
 */
export function createSocketReceiver(parts: SocketParts): Receiver & { readonly isConnected: () => boolean } {
  const stopping = new AbortController();
  let live = 0;
  const alive = (): (() => void) => {
    live += 1;
    return () => void (live -= 1);
  };
  const connections: Promise<void>[] = [];
  let app: App | null = null;
  return {
    isConnected: () => live > 0,
    init(bolt) {
      app = bolt;
    },
    async start() {
      if (app === null) throw new TerminalError("internal", { detail: { why: "no app yet" } });
      const bolt = app;
      const firsts = Array.from({ length: CONNECTIONS }, async () => {
        const first = Promise.withResolvers<Error | null>();
        connections.push(keepConnected(parts, { app: bolt, signal: stopping.signal, first: first.resolve, alive }));
        return await first.promise;
      });
      const failures = await Promise.all(firsts);
      const [failure = null] = failures;
      if (failure !== null && failures.every((one) => one !== null)) {
        stopping.abort();
        throw failure;
      }
    },
    async stop() {
      stopping.abort();
      await within(parts.clock, FAREWELL_MS, Promise.all(connections));
    },
  };
}

interface Keeping {
  readonly app: App;
  readonly signal: AbortSignal;
  /** Told how the first attempt went. */
  readonly first: (failure: Error | null) => void;
  /** Told when a connection stands; what comes back is called when it has ended. */
  readonly alive: () => () => void;
}

async function keepConnected(parts: SocketParts, keeping: Keeping): Promise<void> {
  const { clock, log } = parts;
  const { signal, first } = keeping;
  let failures = 0;
  while (!signal.aborted) {
    const startedAt = clock.elapsed();
    try {
      await liveOnce(parts, keeping);
      failures = clock.elapsed() - startedAt < SHORT_LIFE_MS ? failures + 1 : 0;
      if (!signal.aborted) log.info({}, "slack connection ended");
    } catch (error) {
      failures += 1;
      const fault = ofConnecting(error);
      first(fault);
      if (!signal.aborted) log.warn({ code: fault.code, detail: fault.detail, failures }, "slack connection failed");
      const ms = fault instanceof RetryableError ? fault.retryAfterMs : REFUSED_WAIT_MS;
      if (ms !== null) await clock.sleep(ms, signal);
    }
    // The first ones after a good life at once: that is what a refresh is.
    if (failures > 1) await clock.sleep(backoffMs(failures - 2, null, { longestMs: LONGEST_WAIT_MS }), signal);
  }
}

/** One connection of Bolt's, from asking where to connect to its end. */
async function liveOnce(parts: SocketParts, { app, signal, first, alive }: Keeping): Promise<void> {
  const { appToken, transport, sdkLog } = parts;
  const receiver = new SocketModeReceiver({
    appToken,
    logger: sdkLog,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: transport.clientOptions(OPEN_TIMEOUT_MS) },
  });
  receiver.init(app);
  const { client } = receiver;
  const ended = new Promise((resolve) => client.once("disconnected", resolve));
  const leave = (): void => void client.disconnect();
  const stay = onAbort(signal, leave);
  try {
    await withinHello(parts, client.start(), signal);
    first(null);
    const over = alive();
    // The farewell can have been said before there was anybody to say it to.
    if (signal.aborted) leave();
    await ended;
    over();
  } finally {
    stay();
    leave();
  }
}

async function withinHello({ clock }: SocketParts, started: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const done = new AbortController();
  const until = AbortSignal.any([signal, done.signal]);
  const late = async (): Promise<void> => {
    await clock.sleep(HELLO_MS, until);
    // Told to stop before Slack said hello: it may never say it.
    if (!done.signal.aborted) throw new RetryableError("slack.no_hello");
  };
  try {
    await Promise.race([started, late()]);
  } finally {
    done.abort();
  }
}

/** Undefined is what Bolt throws when a connection ended before Slack's hello. */
function ofConnecting(error: unknown): RetryableError | TerminalError {
  if (error === undefined) return new RetryableError("slack.no_hello");
  if (isTokenRefused(error))
    return new TerminalError("slack.unauthorized", { detail: { variables: ["SLACK_APP_TOKEN"] } });
  const fault = toBotError(error);
  return fault instanceof RetryableError ? fault : new RetryableError("slack.unreachable", { cause: fault });
}
