// Puts the parts together.
import { Agenda } from "./agenda.ts";
import { serveApi } from "./api-routes.ts";
import { AppBook } from "./app-book.ts";
import { Courier } from "./courier.ts";
import { EventHub } from "./events.ts";
import { FaultBook } from "./faults.ts";
import { serveFiles } from "./file-routes.ts";
import { FileShelf } from "./file-shelf.ts";
import { createIds } from "./ids.ts";
import { InteractionBook } from "./interaction-book.ts";
import { MessageBook } from "./message-book.ts";
import { OauthBook } from "./oauth-book.ts";
import { serveOauth } from "./oauth-routes.ts";
import { RateBook } from "./rate-book.ts";
import { serveResponses } from "./response-routes.ts";
import { createRest, type Rest } from "./rest.ts";
import type { SlackOptions } from "./simulator.ts";
import { SocketHub } from "./socket-hub.ts";
import type { Slack } from "./state.ts";
import { TokenBook } from "./token-book.ts";
import { ViewBook } from "./view-book.ts";
import { known, World } from "./world-book.ts";

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
