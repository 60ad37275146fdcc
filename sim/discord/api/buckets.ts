// Counts requests by window and refuses what is over, with the headers that Discord sends.
// https://docs.discord.com/developers/topics/rate-limits
import { createHash } from "node:crypto";
import { Refusal } from "../rules/refusal.ts";

export interface Window {
  readonly limit: number;
  readonly perMs: number;
}

/** What is counted. Discord documents no number but the global one; the others are what bots observe. */
export interface Limits {
  /** All routes with the bot's token. Default 50 a second. */
  readonly global: Window | false;
  /** All webhook routes of one interaction token together. Default 5 in 2 s. */
  readonly interaction: Window | false;
  /** Follow-ups in one channel, whoever sends them (scope "shared"). Default 30 in 60 s. */
  readonly followUps: Window | false;
  /** Create Message in one channel. Default 5 in 5 s. */
  readonly channelCreates: Window | false;
  /** Edit Message in one channel. Default 5 in 5 s. */
  readonly channelEdits: Window | false;
  /** Edits, in one channel, of messages older than an hour (code 30046). Default 3 in 6 s. */
  readonly oldEdits: Window | false;
}

const DEFAULTS: Limits = {
  global: { limit: 50, perMs: 1_000 },
  interaction: { limit: 5, perMs: 2_000 },
  followUps: { limit: 30, perMs: 60_000 },
  channelCreates: { limit: 5, perMs: 5_000 },
  channelEdits: { limit: 5, perMs: 5_000 },
  oldEdits: { limit: 3, perMs: 6_000 },
};

interface Count {
  used: number;
  readonly resetsAt: number;
}

type Headers = Readonly<Record<string, string>>;

export class Buckets {
  readonly #limits: Partial<Limits>;
  readonly #now: () => number;
  readonly #counts = new Map<string, Count>();

  constructor(limits: Partial<Limits> | false, now: () => number) {
    this.#limits = limits === false ? {} : { ...DEFAULTS, ...limits };
    this.#now = now;
  }

  /** Counts one request. Answers with the bucket's headers; over the limit it throws the 429. */
  take(kind: keyof Limits, key: string): Headers {
    const window = this.#limits[kind];
    if (!window) return {};
    const count = this.#count(`${kind} ${key}`, window);
    count.used += 1;
    const headers = this.#headers(kind, window, count);
    if (count.used > window.limit) throw this.#refusal(kind, headers, count.resetsAt - this.#now());
    return kind === "global" || kind === "oldEdits" || kind === "followUps" ? {} : headers;
  }

  #count(key: string, window: Window): Count {
    const now = this.#now();
    const known = this.#counts.get(key);
    if (known && known.resetsAt > now) return known;
    const fresh = { used: 0, resetsAt: now + window.perMs };
    this.#counts.set(key, fresh);
    return fresh;
  }

  #headers(kind: keyof Limits, { limit }: Window, { used, resetsAt }: Count): Headers {
    return {
      "X-RateLimit-Limit": String(limit),
      "X-RateLimit-Remaining": String(Math.max(0, limit - used)),
      "X-RateLimit-Reset": (resetsAt / 1_000).toFixed(3),
      "X-RateLimit-Reset-After": ((resetsAt - this.#now()) / 1_000).toFixed(3),
      "X-RateLimit-Bucket": createHash("md5").update(kind).digest("hex"),
    };
  }

  #refusal(kind: keyof Limits, bucket: Headers, waitMs: number): Refusal {
    const isGlobal = kind === "global";
    const scope = isGlobal ? "global" : kind === "followUps" ? "shared" : "user";
    const headers = {
      ...(isGlobal ? { "X-RateLimit-Global": "true" } : bucket),
      "X-RateLimit-Scope": scope,
      "Retry-After": String(Math.ceil(waitMs / 1_000)),
    };
    const body = { retry_after: waitMs / 1_000, global: isGlobal, code: kind === "oldEdits" ? 30046 : undefined };
    return new Refusal([429, body.code ?? 0, sentence(kind)], { body, headers });
  }
}

function sentence(kind: keyof Limits): string {
  if (kind === "followUps") return "The resource is being rate limited.";
  if (kind !== "oldEdits") return "You are being rate limited.";
  return "Maximum number of edits to messages older than 1 hour reached. Try again later";
}
