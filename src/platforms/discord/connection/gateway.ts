import {
  Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  Options,
  REST,
  RESTEvents,
  Routes,
  Status,
} from "discord.js";
import { isFault, RetryableError, TerminalError } from "../../../domain/errors/errors.ts";
import type { BotError } from "../../../domain/errors/errors.ts";
import type { Log } from "../../../domain/log.ts";
import { toBotError, waitOf } from "../api/errors.ts";
import type { Transport } from "../api/transport.ts";

export interface Account {
  readonly token: string;
  /** Discord's REST API without its version: `https://discord.com/api`. */
  readonly apiUrl: string;
  /** `auto`, or which shards of how many: `0-3/16`. */
  readonly shards: string;
  readonly log: Log;
}

type AccountTransport = Account & { readonly transport: Transport };

/** The gateway. It needs no intent: interactions are always sent, and a bot that caches nothing stays small. */
export function createGateway({ apiUrl, shards, log, transport }: AccountTransport): Client {
  const client = new Client({
    intents: [],
    ...readShards(shards),
    rest: { api: apiUrl, makeRequest: transport.makeRequest, ...INVALID_REQUEST_WARNING },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      GuildMemberManager: 0,
      MessageManager: 0,
      ThreadMemberManager: 0,
      UserManager: 0,
    }),
  });
  client.on(Events.Error, ({ name }) => log.error({ name }, "discord client failed"));
  client.on(Events.ShardError, (error, shard) =>
    log.warn({ shard, code: toBotError(error).code }, "discord gateway failed"),
  );
  client.on(Events.ShardDisconnect, ({ code }, shard) => log.error({ shard, code }, "discord gateway closed for good"));
  client.on(Events.Invalidated, () => log.error({}, "discord session invalidated"));
  warnOfBan(client.rest, log);
  return client;
}

const TOKEN_REFUSED: number = GatewayCloseCodes.AuthenticationFailed;

/**
 * Never resolves.
 * @throws TerminalError `discord.unauthorized`, `discord.closed` with `detail.closeCode`: Discord has closed the gateway
 * for what no reconnecting mends, https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway
 */
export async function closedForGood(gateway: Client): Promise<never> {
  return await new Promise<never>((_, reject) => {
    gateway.on(Events.ShardDisconnect, ({ code: closeCode }) => {
      reject(
        closeCode === TOKEN_REFUSED
          ? new TerminalError("discord.unauthorized")
          : new TerminalError("discord.closed", { detail: { closeCode } }),
      );
    });
  });
}

/** Resolves when every shard is ready. @throws TerminalError when Discord does not take the token */
export async function connect(gateway: Client, token: string): Promise<void> {
  const ready = new Promise((resolve) => gateway.once(Events.ClientReady, resolve));
  try {
    await gateway.login(token);
  } catch (error) {
    if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) {
      throw new TerminalError("discord.unauthorized");
    }
    throw unreachable(toBotError(error));
  }
  await ready;
}

/** What only time mends while the bot enters; all else stays as it is. */
export const unreachable = (fault: BotError): BotError =>
  isFault(fault, "reply.busy", "reply.unauthorized")
    ? new RetryableError("discord.unreachable", { detail: fault.detail, retryAfterMs: retryAfterOf(fault) })
    : fault;

const retryAfterOf = (fault: BotError): number | null => (fault instanceof RetryableError ? fault.retryAfterMs : null);

/** Without a gateway, which tells it by itself. @throws TerminalError when Discord does not take the token */
export async function readApplicationId(rest: REST, signal: AbortSignal): Promise<string> {
  try {
    const { id } = (await rest.get(Routes.currentApplication(), { signal })) as { readonly id: string };
    return id;
  } catch (error) {
    const fault = toBotError(error);
    throw isFault(fault, "reply.unauthorized") ? new TerminalError("discord.unauthorized") : unreachable(fault);
  }
}

/** Every shard of this process hears what people do. */
export const isReady = ({ ws: { shards } }: Client): boolean =>
  shards.size > 0 && shards.every(({ status }) => status === Status.Ready);

/** `auto`, or `0-3/16`, or `2/16`. @throws TerminalError `config.invalid` */
export function readShards(text: string): { readonly shards: "auto" | number[]; readonly shardCount?: number } {
  if (text === "auto") return { shards: "auto" };
  const [, first, last, count] = /^(\d+)(?:-(\d+))?\/(\d+)$/.exec(text) ?? [];
  const from = Number(first);
  const to = Number(last ?? first);
  const shardCount = Number(count);
  if (!(from <= to && to < shardCount)) {
    throw new TerminalError("config.invalid", { detail: { problems: [`DISCORD_SHARDS cannot be read: ${text}`] } });
  }
  return { shards: Array.from({ length: to - from + 1 }, (_, index) => from + index), shardCount };
}

/** The ways to ask: by what authority, and how patiently. None repeats a request that makes a message. */
export interface RestClients {
  /** Answers to interactions, which are worthless after three seconds. */
  readonly answers: REST;
  /** By the interaction's token. Not bound to the bot's 50 requests a second, so nothing of ours holds them back. */
  readonly hook: RestPair;
  /** By the bot's own token. */
  readonly bot: RestPair;
  [Symbol.dispose](): void;
}

export interface RestPair {
  /** Says at once that it is busy: the next progress will do as well. */
  readonly progress: REST;
  readonly result: REST;
}

/** A 25 MiB upload over a slow line; discord.js counts until the answer begins. */
const UPLOAD_TIMEOUT_MS = 120_000;
const ANSWER_TIMEOUT_MS = 3_000;
/** Waited for inside a request; longer ones go back to the pipeline, which can be stopped while it waits. */
const PATIENCE_MS = 10_000;
/** Discord bans an address after 10,000 invalid requests in ten minutes: told every 500. */
const INVALID_REQUEST_WARNING = { invalidRequestWarningInterval: 500 } as const;

export function createRestClients({ token, apiUrl, log, transport: { makeRequest } }: AccountTransport): RestClients {
  const all: REST[] = [];
  const create = (options: ConstructorParameters<typeof REST>[0]): REST => {
    const rest = new REST({
      api: apiUrl,
      makeRequest,
      timeout: UPLOAD_TIMEOUT_MS,
      ...INVALID_REQUEST_WARNING,
      ...options,
    }).setToken(token);
    warnOfBan(rest, log);
    all.push(rest);
    return rest;
  };
  const pair = (options: ConstructorParameters<typeof REST>[0]): RestPair => ({
    progress: create({ ...options, rejectOnRateLimit: () => true }),
    result: create({ ...options, rejectOnRateLimit: (limit) => waitOf(limit) > PATIENCE_MS }),
  });
  const unlimited = { globalRequestsPerSecond: Number.POSITIVE_INFINITY };
  return {
    answers: create({ ...unlimited, timeout: ANSWER_TIMEOUT_MS, retries: 0, rejectOnRateLimit: () => true }),
    // Only edits: doing them twice is doing them once.
    hook: pair({ ...unlimited, retries: 1 }),
    bot: pair({ retries: 0 }),
    [Symbol.dispose]() {
      for (const rest of all) {
        rest.clearHashSweeper();
        rest.clearHandlerSweeper();
      }
    },
  };
}

function warnOfBan(rest: REST, log: Log): void {
  rest.on(RESTEvents.InvalidRequestWarning, ({ count }) => log.warn({ count }, "discord refuses many requests"));
}
