// A Slack of one's own: Web API, Socket Mode, signed requests, OAuth and files on one port of 127.0.0.1, for one app.
//
// It refuses what Slack refuses, with Slack's words; where it is not known what Slack does, it refuses. It is stricter than
// Slack may be in these: a text over 40 000 characters is not cut but refused; a thread hangs on its first message alone; a
// picture of Slack's own that an edit adds is broken for all who look; an image URL must be public by its look; an option's
// value has 75 characters; an upload URL takes its bytes once, and exactly as many as announced; a command's answers cannot
// be replaced by its response URL; under an org-wide installation `team` is null in what people press; an ephemeral message
// is not in the payload of its own buttons. A channel takes four messages at once and one a second, a workspace 300 a
// minute: those two numbers are invented, the tiers are Slack's and are kept to the call.
//
// Of Block Kit it knows what the bot sends, and image, section and overflow menus; every other kind is refused.
// It knows no user tokens, token rotation, shortcuts, streams, reactions or histories, sends no events but app_uninstalled
// and tokens_revoked, and of Slack Connect only its files without contents.
import { listen, type Listening } from "../kit/listen.ts";
import { describe } from "./state/describe.ts";
import { createServer, openSlack } from "./open.ts";
import { populate } from "./state/populate.ts";
import type { Slack } from "./state/state.ts";
import type { SlackOptions, SlackSimulator } from "./slack-simulator.ts";

export type { SimEvent } from "./state/events.ts";
export type { Interaction, InteractionHandle } from "./state/interaction.ts";
export type { Manifest } from "./state/manifest.ts";
export type { JsonObject } from "../kit/json.ts";
export type { Message } from "./state/message.ts";
export type { FieldValues, Person, Upload } from "./state/people.ts";
export { ClientRefusal } from "../kit/client-refusal.ts";
export type { View } from "./state/view.ts";
export type { Workspace } from "./state/places.ts";
export type { Fixtures, SlackOptions, SlackSimulator } from "./slack-simulator.ts";

export async function startSlack(options: SlackOptions = {}): Promise<SlackSimulator> {
  const slack: Slack = openSlack(options, () => `http://127.0.0.1:${listening.port}`);
  const listening: Listening = await listen({
    port: options.port ?? 0,
    fetch: createServer(slack).fetch,
    connect: (socket, query) => slack.socket.connect(socket, query),
  });
  return simulatorOf(slack, async () => {
    slack.agenda.close();
    slack.events.close();
    await listening[Symbol.asyncDispose]();
  });
}

function simulatorOf(slack: Slack, close: () => Promise<void>): SlackSimulator {
  const { places, messages, views, files, interactions } = slack;
  const settled = <T>(look: () => T): T => {
    slack.agenda.run();
    return look();
  };
  const simulator: SlackSimulator = {
    ...addressesOf(slack),
    ...populate(slack),
    ...controlsOf(slack),
    get workspaces() {
      return [...places.workspaces.values()];
    },
    get channels() {
      return [...places.channels.values()];
    },
    messages: (channelId) => settled(() => messages.all(channelId)),
    get interactions() {
      return settled(() => interactions.all());
    },
    views: (person) => settled(() => views.stack(person?.id)),
    home: (person) => views.home(person.id),
    files: (workspaceId) => settled(() => files.all(workspaceId)),
    requests: slack.requests,
    ...slack.events.watchable(
      () => simulator,
      () => describe(slack),
    ),
    [Symbol.asyncDispose]: close,
  };
  return simulator;
}

type Addresses =
  | "apiUrl"
  | "authorizeUrl"
  | "origin"
  | "appId"
  | "appToken"
  | "signingSecret"
  | "clientId"
  | "clientSecret";

function addressesOf({ app, tokens, ...slack }: Slack): Pick<SlackSimulator, Addresses> {
  const origin = slack.origin();
  return {
    apiUrl: `${origin}/api/`,
    authorizeUrl: `${origin}/oauth/v2/authorize`,
    origin,
    appId: app.id,
    appToken: tokens.issue("app", ["connections:write"]).value,
    signingSecret: app.signingSecret,
    clientId: app.clientId,
    clientSecret: app.clientSecret,
  };
}

type Controls =
  | "deleteMessage"
  | "setManifest"
  | "deliverTo"
  | "makeReady"
  | "socket"
  | "http"
  | "redeliver"
  | "failNext";

function controlsOf(slack: Slack): Pick<SlackSimulator, Controls> {
  const { eventSender } = slack;
  return {
    deleteMessage: ({ id }) => slack.messages.remove(id),
    setManifest: (manifest) => slack.app.setManifest(manifest),
    deliverTo: (target) => {
      eventSender.target = target;
    },
    makeReady: ({ id }) => slack.files.makeReady(id),
    socket: slack.socket,
    http: eventSender,
    redeliver: ({ id }) => eventSender.redeliver(id),
    failNext: (fault) => slack.faults.add(fault),
  };
}
