// Puts the parts together.
import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import { serveAccount } from "./account-routes.ts";
import { Buckets } from "./buckets.ts";
import { Cdn } from "./cdn.ts";
import { serveCdn } from "./cdn-routes.ts";
import { serveChannels } from "./channel-routes.ts";
import { serveCommands } from "./command-routes.ts";
import { CommandShelf } from "./command-shelf.ts";
import { EventHub } from "./events.ts";
import { FaultBook } from "./faults.ts";
import { GatewayHub } from "./gateway-hub.ts";
import { InteractionBook } from "./interaction-book.ts";
import { serveInteractions } from "./interaction-routes.ts";
import { MessageBook } from "./message-book.ts";
import { createRest, refuseTheRest, type RestEnv } from "./rest.ts";
import type { DiscordOptions } from "./simulator.ts";
import { snowflakes } from "./snowflake.ts";
import type { Discord } from "./state.ts";
import { serveWebhooks } from "./webhook-routes.ts";
import { World } from "./world-book.ts";

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
  const events = new EventHub();
  const cdn = new Cdn(origin, now);
  const world = new World(newId);
  const { gatewayShards: shards = 1, maxConcurrency = 16, limits = {} } = options;
  return {
    token,
    applicationId,
    bot,
    origin,
    now,
    newId,
    events,
    world,
    cdn,
    commands: new CommandShelf({ events, applicationId, now, newId }),
    messages: new MessageBook({ cdn, events, now, newId }),
    interactions: new InteractionBook({ events, now, newId }),
    gateway: new GatewayHub({ token, bot, world, events, shards, maxConcurrency, now, origin }),
    buckets: new Buckets(limits, now),
    faults: new FaultBook(),
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
