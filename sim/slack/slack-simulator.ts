// What a test or the demo can do with the simulator, and see of it.

import type { SimEvent } from "./state/events.ts";
import type { Watchable } from "../kit/event-hub.ts";
import type { OrderedFault } from "../kit/fault-queue.ts";
import type { Fault } from "./api/faults.ts";
import type { Interaction } from "./state/interaction.ts";
import type { Manifest } from "./state/manifest.ts";
import type { Message } from "./state/message.ts";
import type { Person, Ref } from "./state/people.ts";
import type { Limits } from "./api/rates.ts";
import type { RequestRecord } from "./api/requests.ts";
import type { SlackFile } from "./state/slack-file.ts";
import type { SocketControl } from "./socket/socket.ts";
import type { RequestForger } from "./api/signed-request.ts";
import type { View } from "./state/view.ts";
import type {
  Channel,
  ChannelSpec,
  Enterprise,
  Installation,
  Member,
  MemberSpec,
  Workspace,
  WorkspaceSpec,
} from "./state/places.ts";

export interface SlackOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /**
   * Default: real time. Deadlines, lives of triggers and URLs, rates and the readiness of files are judged by it. With a
   * clock of one's own nothing happens by itself: what is due happens at the next request, or look at the state.
   */
  readonly clock?: { now(): number };
  /** What people can type, when there is no manifest: "/image". Default: nothing. */
  readonly commands?: readonly string[];
  /** Takes the place of `commands` and `scopes`. Refused as Slack refuses one. */
  readonly manifest?: Manifest;
  /** Of the bot, when there is no manifest. Default: what a bot with commands, messages and files needs. */
  readonly scopes?: readonly string[];
  /** Where signed requests go. Default: Socket Mode. */
  readonly requestUrl?: string;
  /** How long after completion a file is ready and shared. Default 200. */
  readonly fileReadyMs?: number;
  /** How long the bot may edit a message. Default: for ever. */
  readonly editWindowMs?: number;
  /** `false` switches every rate limit off; a field that is `false` only that one. */
  readonly limits?: Partial<Limits> | false;
}

/** One workspace with people in it; the bot is in the first channel and in the second. */
export interface Fixtures {
  readonly workspace: Workspace;
  readonly channels: readonly [Channel, Channel];
  readonly admin: Person;
  readonly members: readonly [Person, Person];
}

export interface SlackSimulator extends AsyncDisposable, Watchable<SimEvent, SlackSimulator> {
  /** What SLACK_API_URL is set to; ends in "/api/". */
  readonly apiUrl: string;
  /** Where the OAuth page is: the `authorizationUrl` of an installer. */
  readonly authorizeUrl: string;
  /** "http://127.0.0.1:PORT". */
  readonly origin: string;
  readonly appId: string;
  /** "xapp-…", for Socket Mode. */
  readonly appToken: string;
  readonly signingSecret: string;
  readonly clientId: string;
  readonly clientSecret: string;

  addEnterprise(name: string): Enterprise;
  addWorkspace(spec: WorkspaceSpec): Workspace;
  addChannel(workspace: Ref, spec: ChannelSpec): Channel;
  /** Between people. Its name is what a command typed there says: "directmessage". */
  addDirectMessage(...people: readonly Member[]): Channel;
  addMember(workspace: Ref, spec: MemberSpec): Person;
  addFixtures(spec?: Partial<WorkspaceSpec>): Fixtures;
  /** What is not given stays. Returns it as it is now. */
  changeWorkspace(workspace: Ref, change: Pick<WorkspaceSpec, "policy" | "maxFileBytes">): Workspace;
  changeChannel(channel: Ref, change: Partial<Omit<ChannelSpec, "kind">>): Channel;
  changeMember(member: Ref, change: Partial<MemberSpec>): Member;
  /** As an admin would. */
  deleteMessage(message: Ref): void;

  setManifest(manifest: Manifest): void;
  /** Where what people do goes from now on: a URL for signed requests, or "socket". */
  deliverTo(target: string): void;
  /** Installs with a token, without OAuth. An enterprise gets an org-wide installation. */
  install(place: Ref, spec?: { readonly scopes?: readonly string[] }): Installation;
  /** As an admin would: the token dies, and the app is told if it asked to be. */
  uninstall(place: Ref): void;

  readonly workspaces: readonly Workspace[];
  readonly channels: readonly Channel[];
  /** In order of creation, deleted and ephemeral ones included. */
  messages(channelId?: string): readonly Message[];
  readonly interactions: readonly Interaction[];
  /** Open ones, of one person or of all, the lowest of each stack first. */
  views(person?: Ref): readonly View[];
  home(person: Ref): View | undefined;
  /** In order of creation. */
  files(workspaceId?: string): readonly SlackFile[];
  /** Makes a file ready now, whatever the clock says. */
  makeReady(file: Ref): void;
  /** Every HTTP request, the oldest first. */
  readonly requests: readonly RequestRecord[];

  readonly socket: SocketControl;
  readonly http: RequestForger;
  /** Delivers an interaction once more, as it was. */
  redeliver(interaction: Ref): void;
  /** Applied to the next `times` requests that it fits. */
  failNext(fault: Fault): OrderedFault;
}
