// The real platform between a simulated Slack and scripted handlers: over Socket Mode, or by OAuth on a real server.

import { openHttp } from "../../../src/http/server.ts";
import { systemClock } from "../../../src/domain/time/clock.ts";
import type { Clock } from "../../../src/domain/time/clock.ts";
import { manifestOf } from "../../../src/platforms/slack/connection/manifest.ts";
import { createRequests } from "../../../src/platforms/slack/api/requests.ts";
import type { Requests } from "../../../src/platforms/slack/api/requests.ts";
import { createSlack } from "../../../src/platforms/slack/slack.ts";
import type { Slack, SlackParts } from "../../../src/platforms/slack/slack.ts";
import { createTransport } from "../../../src/platforms/slack/api/transport.ts";
import { startSlack } from "../../../sim/slack/simulator.ts";
import type { SlackOptions, SlackSimulator, Workspace } from "../../../sim/slack/simulator.ts";
import { someMetrics } from "../../a-metrics.ts";
import { ManualClock } from "../../manual-clock.ts";
import { KeptLog } from "../contract/kept-log.ts";
import { MapKeyValue } from "../contract/map-key-value.ts";
import { ScriptedHandlers } from "../contract/scripted-handlers.ts";

export const never = (): AbortSignal => new AbortController().signal;

export interface ConnectionHarness extends AsyncDisposable {
  readonly sim: SlackSimulator;
  readonly clock: ManualClock;
  readonly handlers: ScriptedHandlers;
  readonly log: KeptLog;
  readonly keyValue: MapKeyValue;
  /** Of the present process. */
  readonly slack: () => Slack;
  /** Ends the process, and starts the next one with the same memory. */
  restart(): Promise<void>;
}

/** Slack without the bot: a simulator, and everything that the bot would be made of. */
async function openBase(options: SlackOptions) {
  const clock = new ManualClock();
  const sim = await startSlack({ clock, limits: false, fileReadyMs: 0, ...options });
  const [handlers, log, keyValue] = [new ScriptedHandlers(), new KeptLog(), new MapKeyValue(clock)];
  return { clock, sim, handlers, log, keyValue, metrics: someMetrics(clock) };
}

type Base = Awaited<ReturnType<typeof openBase>>;

/** Over Socket Mode, not started yet. */
export async function prepareSockets(options: SlackOptions = {}) {
  const base = await openBase({ commands: ["/image", "/help"], ...options });
  const create = (change: Partial<SlackParts> = {}): Slack => {
    const botToken = base.sim.workspaces[0]?.installation?.botToken ?? "";
    const account = { apiUrl: base.sim.apiUrl, prefix: "", appToken: base.sim.appToken, botToken };
    return createSlack({ ...base, ...account, ...change });
  };
  return { ...base, create };
}

/** Over Socket Mode, in a workspace that is given back. */
export async function openSockets(options: SlackOptions = {}) {
  const { create, ...base } = await prepareSockets(options);
  const fixtures = base.sim.addFixtures();
  return { ...(await running(base, create)), fixtures };
}

export interface WebHarness extends ConnectionHarness {
  readonly publicUrl: string;
}

/** By OAuth and signed requests. Nobody has installed the bot yet. */
export async function openWeb(options: SlackOptions = {}): Promise<WebHarness> {
  const base = await openBase(options);
  const { sim, log, handlers } = base;
  let slack: Slack | null = null;
  const http = await openHttp({
    port: 0,
    log,
    routes: [{ path: "/slack", handle: (request, response) => slack?.routes[0]?.handle(request, response) }],
  });
  const publicUrl = `http://127.0.0.1:${http.port}`;
  sim.setManifest(manifestOf({ commands: handlers.commands, prefix: "", publicUrl }));
  sim.deliverTo(`${publicUrl}/slack/events`);
  const { signingSecret, clientId, clientSecret, apiUrl } = sim;
  const account = { apiUrl, prefix: "", signingSecret, clientId, clientSecret, stateSecret: "of our own", publicUrl };
  const harness = await running(base, () => {
    slack = createSlack({ ...base, ...account });
    return slack;
  });
  return {
    ...harness,
    publicUrl,
    async [Symbol.asyncDispose]() {
      await http[Symbol.asyncDispose]();
      await harness[Symbol.asyncDispose]();
    },
  };
}

async function running(base: Base, create: () => Slack): Promise<ConnectionHarness> {
  const start = async (): Promise<Slack> => {
    const slack = create();
    await slack.start(base.handlers, never());
    return slack;
  };
  let slack = await start();
  return {
    ...base,
    slack: () => slack,
    async restart() {
      await slack[Symbol.asyncDispose]();
      slack = await start();
    },
    async [Symbol.asyncDispose]() {
      await slack[Symbol.asyncDispose]();
      await base.sim[Symbol.asyncDispose]();
    },
  };
}

/** Requests alone, with the tokens that the simulator has given out. */
export function openRequests(
  sim: SlackSimulator,
  clock: Clock = systemClock,
): AsyncDisposable & { readonly requests: Requests } {
  const transport = createTransport(sim.apiUrl);
  const tokenOf = async (teamId: string): Promise<string | null> =>
    sim.workspaces.find(({ id }) => id === teamId)?.installation?.botToken ?? null;
  return {
    requests: createRequests({ transport, clock, tokenOf }),
    [Symbol.asyncDispose]: async () => await transport[Symbol.asyncDispose](),
  };
}

export const tokenOf = ({ installation }: Workspace): string => installation?.botToken ?? "";

/** Those who have a connection now. */
export const openConnections = ({ socket }: SlackSimulator): number =>
  socket.connections.filter(({ state }) => state === "open").length;

/** Lets the event loop turn until `probe` holds, for what no simulator tells of. */
export async function turning(probe: () => boolean): Promise<void> {
  while (!probe()) await new Promise((resolve) => setImmediate(resolve));
}
