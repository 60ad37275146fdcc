// A simulator with one workspace on a clock that tests move, a real WebClient, and a plain HTTP client that shows what Slack
// answers.
import { App, HTTPReceiver, LogLevel, SocketModeReceiver, webApi, type Logger } from "@slack/bolt";
import {
  startSlack,
  type InteractionHandle,
  type JsonObject,
  type Message,
  type SlackOptions,
  type SlackSimulator,
  type Fixtures,
  type View,
  type Workspace,
} from "../../../sim/slack/simulator.ts";

export class HandClock {
  #now = Date.UTC(2026, 10, 21, 12);

  now(): number {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}

interface Answer {
  readonly status: number;
  readonly ok: boolean;
  readonly error: unknown;
  readonly json: JsonObject;
  readonly headers: Headers;
  /** What is wrong, each as "must be … [json-pointer:/blocks/0]". */
  readonly problems: readonly string[];
}

interface CallOptions {
  /** Default: the bot's of the first workspace. `null`: none. */
  readonly token?: string | null;
  /** Default: a form, as the SDK sends it. */
  readonly json?: boolean;
}

export interface Harness extends AsyncDisposable {
  readonly sim: SlackSimulator;
  readonly clock: HandClock;
  readonly fixtures: Fixtures;
  call(method: string, args?: JsonObject, options?: CallOptions): Promise<Answer>;
  /** Posts into the first channel. */
  post(args: JsonObject): Promise<Message>;
  /** Runs `/draw` as the first member. */
  draw(text?: string): InteractionHandle;
  /** Posts blocks, whatever Slack thinks of them. */
  send(...blocks: readonly JsonObject[]): Promise<Answer>;
  /** Opens a view for the first member with the trigger of a command. */
  open(view: JsonObject): Promise<View>;
}

export async function openHarness(options: SlackOptions = {}): Promise<Harness> {
  const clock = new HandClock();
  const sim = await startSlack({ clock, limits: false, commands: ["/draw"], fileReadyMs: 0, ...options });
  const fixtures = sim.addFixtures();
  const harness: Harness = {
    sim,
    clock,
    fixtures,
    call: async (method, args = {}, { token = tokenOf(fixtures.workspace), json = false } = {}) => {
      const response = await fetch(`${sim.apiUrl}${method}`, {
        method: "POST",
        headers: {
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...(json && { "content-type": "application/json; charset=utf-8" }),
        },
        body: json ? JSON.stringify(args) : formOf(args),
      });
      return await read(response);
    },
    async post(args) {
      const { json, error } = await harness.call("chat.postMessage", { channel: fixtures.channels[0].id, ...args });
      const message = sim.messages().find(({ ts }) => ts === json["ts"]);
      if (!message) throw new Error(`not posted: ${String(error)}`);
      return message;
    },
    send: async (...blocks) =>
      await harness.call("chat.postMessage", { channel: fixtures.channels[0].id, text: "x", blocks }),
    draw: (text = "a fox") => fixtures.members[0].command(fixtures.channels[0], "/draw", text),
    async open(view) {
      const { error, problems } = await harness.call("views.open", { trigger_id: harness.draw().triggerId, view });
      const [opened] = sim.views(fixtures.members[0]);
      if (!opened || error !== undefined) throw new Error(`not opened: ${String(error)} ${problems.join(", ")}`);
      return opened;
    },
    [Symbol.asyncDispose]: async () => await sim[Symbol.asyncDispose](),
  };
  return harness;
}

export function tokenOf({ installation }: Workspace): string {
  if (!installation) throw new Error("not installed");
  return installation.botToken;
}

export function clientOf(sim: SlackSimulator, token?: string): webApi.WebClient {
  return new webApi.WebClient(token, {
    slackApiUrl: sim.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  });
}

export interface Bot extends AsyncDisposable {
  readonly app: App;
}

/** Bolt says what it thinks of refused requests and lost sockets; tests look at what comes of it. */
export const SILENT: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

/** Bolt over Socket Mode, with its token in hand. */
export async function startSocketBot(sim: SlackSimulator, workspace: Workspace, pingMs = 5_000): Promise<Bot> {
  const receiver = new SocketModeReceiver({
    appToken: sim.appToken,
    logger: SILENT,
    clientPingTimeout: pingMs,
    installerOptions: { clientOptions: { slackApiUrl: sim.apiUrl } },
  });
  const app = new App({
    receiver,
    token: tokenOf(workspace),
    logger: SILENT,
    clientOptions: { slackApiUrl: sim.apiUrl, retryConfig: { retries: 0 } },
  });
  await app.start();
  return { app, [Symbol.asyncDispose]: async () => await receiver.client.disconnect() };
}

/** Bolt behind a port, to which the simulator then sends what people do. */
export async function startHttpBot(sim: SlackSimulator, workspace: Workspace): Promise<Bot> {
  const receiver = new HTTPReceiver({ signingSecret: sim.signingSecret, logger: SILENT });
  const app = new App({
    receiver,
    token: tokenOf(workspace),
    logger: SILENT,
    clientOptions: { slackApiUrl: sim.apiUrl, retryConfig: { retries: 0 } },
  });
  const server = await app.start({ port: 0, host: "127.0.0.1" });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no address");
  sim.deliverTo(`http://127.0.0.1:${address.port}/slack/events`);
  return {
    app,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await app.stop();
    },
  };
}

type StartBot = (sim: SlackSimulator, workspace: Workspace) => Promise<Bot>;

/** A workspace with the command `/draw`, and Bolt that listens to it. */
export async function openBolt(start: StartBot) {
  const closing = new AsyncDisposableStack();
  const sim = closing.use(await startSlack({ commands: ["/draw"] }));
  const fixtures = sim.addFixtures();
  const bot = closing.use(await start(sim, fixtures.workspace));
  return { sim, bot, ...fixtures, [Symbol.asyncDispose]: async () => await closing.disposeAsync() };
}

export const long = (length: number): string => "x".repeat(length);
export const times = <T>(count: number, make: (n: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, n) => make(n));
export const option = (value: string): JsonObject => ({ text: plain(value), value });
export const plain = (text: string): JsonObject => ({ type: "plain_text", text });
export const mrkdwn = (text: string): JsonObject => ({ type: "mrkdwn", text });
export const section = (text: string): JsonObject => ({ type: "section", text: mrkdwn(text) });
export const button = (change: JsonObject = {}): JsonObject => ({
  type: "button",
  action_id: "go",
  text: plain("Go"),
  ...change,
});
export const actions = (...elements: readonly JsonObject[]): JsonObject => ({ type: "actions", elements });
export const input = (element: JsonObject, change: JsonObject = {}): JsonObject => ({
  type: "input",
  block_id: "field",
  label: plain("Field"),
  element: { action_id: "value", ...element },
  ...change,
});
export const text = (change: JsonObject = {}): JsonObject => ({ type: "plain_text_input", ...change });
/** An input whose action id is `name`, in the block "NAME-block" under the label "The NAME". */
export const field = (name: string, element: JsonObject, change: JsonObject = {}): JsonObject =>
  input({ ...element, action_id: name }, { block_id: `${name}-block`, label: plain(`The ${name}`), ...change });
export const modal = (blocks: readonly JsonObject[], change: JsonObject = {}): JsonObject => ({
  type: "modal",
  callback_id: "form",
  title: plain("Form"),
  submit: plain("Send"),
  blocks,
  ...change,
});

function formOf(args: JsonObject): URLSearchParams {
  const flat = Object.entries(args).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const written = typeof value === "string" ? value : JSON.stringify(value);
    return [[key, written] satisfies [string, string]];
  });
  return new URLSearchParams(flat);
}

async function read(response: Response): Promise<Answer> {
  const json = (await response.json()) as JsonObject;
  const metadata = json["response_metadata"] as { readonly messages?: readonly string[] } | undefined;
  const problems = (metadata?.messages ?? []).map((message) => message.replace("[ERROR] ", ""));
  const { status, headers } = response;
  return { status, ok: json["ok"] === true, error: json["error"], json, headers, problems };
}
