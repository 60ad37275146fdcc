// Puts the parts together.
import { Agenda } from "./state/schedule.ts";
import { serveApi } from "./api/api-routes.ts";
import { AppStore } from "./state/app-store.ts";
import { EventSender } from "./socket/event-sender.ts";
import { EventHub } from "../kit/event-hub.ts";
import type { SimEvent } from "./state/events.ts";
import { FaultQueue } from "../kit/fault-queue.ts";
import type { Fault } from "./api/faults.ts";
import { serveFiles } from "./api/file-routes.ts";
import { FileStore } from "./state/file-store.ts";
import { createIds } from "./state/ids.ts";
import { InteractionStore } from "./state/interaction-store.ts";
import { SlackMessages } from "./state/message-store.ts";
import { OauthStore } from "./state/oauth-store.ts";
import { serveOauth } from "./api/oauth-routes.ts";
import { RateCounter } from "./api/rate-counter.ts";
import { serveResponses } from "./api/response-routes.ts";
import { createRest, type Rest } from "./api/rest.ts";
import type { SlackOptions } from "./slack-simulator.ts";
import { SocketHub } from "./socket/socket-hub.ts";
import type { Slack } from "./state/state.ts";
import { TokenStore } from "./state/token-store.ts";
import { ViewStore } from "./state/view-store.ts";
import { known } from "../kit/known.ts";
import { PlaceStore } from "./state/place-store.ts";

const FILE_READY_MS = 200;

/** Everything but the server. `origin` is asked for only once it listens. */
export function openSlack(options: SlackOptions, origin: () => string): Slack {
  const now = (): number => (options.clock ?? Date).now();
  const ids = createIds(now);
  const app = new AppStore(ids.next("A"), options);
  const events = new EventHub<SimEvent>();
  const agenda = new Agenda(now, options.clock === undefined);
  const places = new PlaceStore(ids);
  const interactions = new InteractionStore({ events, agenda, ids, now, origin });
  const socket = new SocketHub({ appId: app.id, events, now, origin });
  const domainOf = (workspaceId: string): string => known(places.workspaces, workspaceId).domain;
  return {
    origin,
    now,
    ids,
    app,
    events,
    agenda,
    places,
    interactions,
    socket,
    tokens: new TokenStore(),
    messages: new SlackMessages({ events, ids, now }),
    files: new FileStore({ events, ids, now, origin, domainOf }),
    views: new ViewStore({ events, ids, now }),
    eventSender: new EventSender({ app, socket, interactions, agenda, target: options.requestUrl ?? "socket" }),
    oauth: new OauthStore(ids, now),
    rates: new RateCounter(options.limits ?? {}, now),
    faults: new FaultQueue<Fault>(),
    requests: [],
    fileReadyMs: options.fileReadyMs ?? FILE_READY_MS,
    editWindowMs: options.editWindowMs ?? Infinity,
  };
}

export function createServer(slack: Slack): Rest {
  const rest = createRest(slack);
  serveApi(rest, slack);
  serveFiles(rest, slack);
  serveResponses(rest, slack);
  serveOauth(rest, slack);
  return rest;
}
