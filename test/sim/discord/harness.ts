// A simulator with one guild on a clock that tests move, and a plain HTTP client that shows what Discord answers.
import {
  startDiscord,
  type ActOptions,
  type DiscordOptions,
  type DiscordSimulator,
  type InteractionHandle,
  type Message,
  type Fixtures,
} from "../../../sim/discord/simulator.ts";

export const V2 = 32_768;
export const EPHEMERAL = 64;

class HandClock {
  #now = Date.UTC(2026, 10, 21, 12);

  now(): number {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}

export interface Answer {
  readonly status: number;
  /** Discord's own code; undefined for a success. */
  readonly code: unknown;
  readonly json: unknown;
  readonly headers: Headers;
  /** For each problem of a 50035: "embeds.0.title[BASE_TYPE_MAX_LENGTH]". */
  readonly problems: readonly string[];
}

export interface File {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly type?: string;
}

interface Call {
  readonly body?: unknown;
  /** By their n. Makes the body a multipart form. */
  readonly files?: Readonly<Record<string, File>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Harness extends AsyncDisposable {
  readonly sim: DiscordSimulator;
  readonly clock: HandClock;
  readonly fixtures: Fixtures;
  call(method: string, path: string, call?: Call): Promise<Answer>;
  /** Runs `/draw` as the first member. */
  draw(options?: ActOptions): InteractionHandle;
  callback(handle: Pick<InteractionHandle, "id" | "token">, body: unknown, call?: Call): Promise<Answer>;
  /** Runs `/draw` and answers it with a message. */
  reply(data: object, call?: Call): Promise<Replied>;
  /** The path of the interaction's messages. */
  webhook(handle: Pick<InteractionHandle, "token">, message?: string): string;
  channel(message?: string): string;
}

export interface Replied {
  readonly handle: InteractionHandle;
  readonly message: Message;
}

export async function openHarness(options: DiscordOptions & { readonly guild?: object } = {}): Promise<Harness> {
  const clock = new HandClock();
  const sim = await startDiscord({ clock, limits: false, ...options });
  const fixtures = sim.addFixtures(options.guild);
  const call = async (method: string, path: string, { body, files, headers }: Call = {}): Promise<Answer> => {
    const response = await fetch(`${sim.apiUrl}/v10${path}`, {
      method,
      headers: {
        authorization: `Bot ${sim.token}`,
        "user-agent": "DiscordBot (https://example.org, 1)",
        ...(body !== undefined && !files && { "content-type": "application/json" }),
        ...headers,
      },
      ...((body !== undefined || files) && { body: files ? formOf(body, files) : JSON.stringify(body) }),
    });
    return await read(response);
  };
  await call("PUT", `/applications/${sim.applicationId}/commands`, { body: [{ name: "draw", description: "Draws" }] });
  const harness: Harness = {
    sim,
    clock,
    fixtures,
    call,
    draw: (act) => fixtures.members[0].command(fixtures.channels[0], "draw", {}, act),
    callback: async ({ id, token }, body, more) =>
      await call("POST", `/interactions/${id}/${token}/callback`, { body, ...more }),
    async reply(data, more) {
      const handle = harness.draw();
      const answer = await harness.callback(handle, { type: 4, data }, more);
      if (answer.status !== 204) throw new Error(`the reply was refused: ${JSON.stringify(answer.json)}`);
      const acknowledged = await handle.acknowledged;
      if (acknowledged.type !== 4) throw new Error("not a reply");
      return { handle, message: acknowledged.message };
    },
    webhook: ({ token }, message) =>
      `/webhooks/${sim.applicationId}/${token}${message === undefined ? "" : `/messages/${message}`}`,
    channel: (message) => `/channels/${fixtures.channels[0].id}/messages${message === undefined ? "" : `/${message}`}`,
    [Symbol.asyncDispose]: async () => await sim[Symbol.asyncDispose](),
  };
  return harness;
}

export function text(content: string): object {
  return { type: 10, content };
}

/** The id in an answer, or in the message that a callback answers with. */
export function idOf(answer: Answer): string {
  return (answer.json as { id: string }).id;
}

function formOf(body: unknown, files: Readonly<Record<string, File>>): FormData {
  const form = new FormData();
  if (body !== undefined) form.set("payload_json", JSON.stringify(body));
  for (const [n, { name, bytes, type }] of Object.entries(files)) {
    form.set(`files[${n}]`, new Blob([Buffer.from(bytes)], type === undefined ? {} : { type }), name);
  }
  return form;
}

async function read(response: Response): Promise<Answer> {
  const body = await response.text();
  const json: unknown = body === "" ? undefined : JSON.parse(body);
  const { code, errors } = (json ?? {}) as { code?: unknown; errors?: unknown };
  return { status: response.status, code, json, headers: response.headers, problems: problemsOf(errors, []) };
}

function problemsOf(tree: unknown, path: readonly string[]): readonly string[] {
  if (typeof tree !== "object" || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) => {
    if (key !== "_errors") return problemsOf(value, [...path, key]);
    return (value as { code: string }[]).map(({ code }) => `${path.join(".")}[${code}]`);
  });
}
