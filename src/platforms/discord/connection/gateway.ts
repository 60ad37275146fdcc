import {
  Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  Options,
  Routes,
  Status,
} from "discord.js";
import type { REST } from "discord.js";
import { isFault, RetryableError, TerminalError } from "../../../domain/errors/errors.ts";
import type { BotError } from "../../../domain/errors/errors.ts";
import { toBotError } from "../api/errors.ts";
import { INVALID_REQUEST_WARNING, warnOfBan } from "../api/rest-clients.ts";
import type { AccountTransport } from "../api/rest-clients.ts";

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
    throw entryFault(toBotError(error));
  }
  await ready;
}

/** A fault met while the bot enters, as the operator is told of it: a refused token, or what time mends. */
export function entryFault(fault: BotError): BotError {
  if (isFault(fault, "reply.unauthorized")) return new TerminalError("discord.unauthorized");
  if (!(fault instanceof RetryableError && isFault(fault, "reply.busy"))) return fault;
  return new RetryableError("discord.unreachable", { detail: fault.detail, retryAfterMs: fault.retryAfterMs });
}

/** Without a gateway, which tells it by itself. @throws TerminalError when Discord does not take the token */
export async function readApplicationId(rest: REST, signal: AbortSignal): Promise<string> {
  try {
    const { id } = (await rest.get(Routes.currentApplication(), { signal })) as { readonly id: string };
    return id;
  } catch (error) {
    throw entryFault(toBotError(error));
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
