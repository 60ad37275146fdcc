// Puts the parts together.
import { Agenda } from "./state/schedule.ts";
import { serveApi } from "./api/api-routes.ts";
import { AppBook } from "./state/app-store.ts";
import { Courier } from "./socket/event-sender.ts";
import { EventHub } from "./state/events.ts";
import { FaultBook } from "./api/faults.ts";
import { serveFiles } from "./api/file-routes.ts";
import { FileShelf } from "./state/file-store.ts";
import { createIds } from "./state/ids.ts";
import { InteractionBook } from "./state/interaction-store.ts";
import { MessageBook } from "./state/message-store.ts";
import { OauthBook } from "./state/oauth-store.ts";
import { serveOauth } from "./api/oauth-routes.ts";
import { RateBook } from "./api/rate-counter.ts";
import { serveResponses } from "./api/response-routes.ts";
import { createRest, type Rest } from "./api/rest.ts";
import type { SlackOptions } from "./simulator.ts";
import { SocketHub } from "./socket/socket-hub.ts";
import type { Slack } from "./state/state.ts";
import { TokenBook } from "./state/token-store.ts";
import { ViewBook } from "./state/view-store.ts";
import { known, World } from "./state/place-store.ts";

const FILE_READY_MS = 200;

/** Everything but the server. `origin` is asked for only once it listens. */
export function openSlack(options: SlackOptions, origin: () => string): Slack {
  const now = (): number => (options.clock ?? Date).now();
  const ids = createIds(now);
  const app = new AppBook(ids.next("A"), options);
  const events = new EventHub();
  const agenda = new Agenda(now, options.clock === undefined);
  const world = new World(ids);
  const interactions = new InteractionBook({ events, agenda, ids, now, origin });
  const socket = new SocketHub({ appId: app.id, events, now, origin });
  const domainOf = (workspaceId: string): string => known(world.workspaces, workspaceId).domain;
  return {
    origin,
    now,
    ids,
    app,
    events,
    agenda,
    world,
    interactions,
    socket,
    tokens: new TokenBook(),
    messages: new MessageBook({ events, ids, now }),
    files: new FileShelf({ events, ids, now, origin, domainOf }),
    views: new ViewBook({ events, ids, now }),
    courier: new Courier({ app, socket, interactions, agenda, target: options.requestUrl ?? "socket" }),
    oauth: new OauthBook(ids, now),
    rates: new RateBook(options.limits ?? {}, now),
    faults: new FaultBook(),
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
