import { REST, RESTEvents } from "discord.js";
import type { Log } from "../../../domain/log.ts";
import { waitOf } from "./errors.ts";
import type { Transport } from "./transport.ts";

export interface Account {
  readonly token: string;
  /** Discord's REST API without its version: `https://discord.com/api`. */
  readonly apiUrl: string;
  /** `auto`, or which shards of how many: `0-3/16`. */
  readonly shards: string;
  readonly log: Log;
}

export type AccountTransport = Account & { readonly transport: Transport };

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
export const INVALID_REQUEST_WARNING = { invalidRequestWarningInterval: 500 } as const;

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

export function warnOfBan(rest: REST, log: Log): void {
  rest.on(RESTEvents.InvalidRequestWarning, ({ count }) => log.warn({ count }, "discord refuses many requests"));
}
