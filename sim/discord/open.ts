// Puts the parts together.
import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import { serveAccount } from "./api/account-routes.ts";
import { Buckets } from "./api/buckets.ts";
import { Cdn } from "./state/cdn.ts";
import { serveCdn } from "./api/cdn-routes.ts";
import { serveChannels } from "./api/channel-routes.ts";
import { serveCommands } from "./api/command-routes.ts";
import { CommandStore } from "./state/command-store.ts";
import { EventHub } from "../kit/event-hub.ts";
import type { SimEvent } from "./state/events.ts";
import { FaultQueue } from "../kit/fault-queue.ts";
import type { Fault } from "./api/faults.ts";
import { GatewayHub } from "./socket/gateway-hub.ts";
import { InteractionStore } from "./state/interaction-store.ts";
import { serveInteractions } from "./api/interaction-routes.ts";
import { DiscordMessages } from "./state/message-store.ts";
import { createRest, refuseTheRest, type RestEnv } from "./api/rest.ts";
import type { DiscordOptions } from "./discord-simulator.ts";
import { snowflakes } from "./state/snowflake.ts";
import type { Discord } from "./state/state.ts";
import { serveWebhooks } from "./api/webhook-routes.ts";
import { PlaceStore } from "./state/place-store.ts";

/** Everything but the server. `origin` is asked for only once it listens. */
export function openDiscord(options: DiscordOptions, origin: () => string): Discord {
  const clock = options.clock ?? { now: () => Date.now() };
  const now = (): number => clock.now();
  const newId = snowflakes(now);
  const applicationId = newId();
  const token =
    options.token ??
    `${Buffer.from(applicationId).toString("base64url")}.simulator.${randomBytes(20).toString("base64url")}`;
  const bot = { id: applicationId, name: "Atelier", bot: true };
  const events = new EventHub<SimEvent>();
  const cdn = new Cdn(origin, now);
  const places = new PlaceStore(newId);
  const { gatewayShards: shards = 1, maxConcurrency = 16, limits = {} } = options;
  return {
    token,
    applicationId,
    bot,
    origin,
    now,
    newId,
    events,
    places,
    cdn,
    commands: new CommandStore({ events, applicationId, now, newId }),
    messages: new DiscordMessages({ cdn, events, now, newId }),
    interactions: new InteractionStore({ events, now, newId }),
    gateway: new GatewayHub({ token, bot, places, events, shards, maxConcurrency, now, origin }),
    buckets: new Buckets(limits, now),
    faults: new FaultQueue<Fault>(),
    requests: [],
    nonces: new Map(),
  };
}

export function createServer(discord: Discord): Hono<RestEnv> {
  const root = new Hono<RestEnv>();
  const rest = createRest(root, discord);
  serveAccount(rest, discord);
  serveCommands(rest, discord);
  serveInteractions(rest, discord);
  serveWebhooks(rest, discord);
  serveChannels(rest, discord);
  serveCdn(root, discord);
  refuseTheRest(root);
  return root;
}
