import { Refusal } from "../rules/refusal.ts";
import type { Limits, Rate } from "./rates.ts";

/** Slack promises at least this many calls a minute; here it is at most. */
const MINUTE_MS = 60_000;
const DEFAULTS: Limits = {
  tier1: { count: 1, perMs: MINUTE_MS },
  tier2: { count: 20, perMs: MINUTE_MS },
  tier3: { count: 50, perMs: MINUTE_MS },
  tier4: { count: 100, perMs: MINUTE_MS },
  /** Four at once pass for a short burst. */
  channel: { count: 4, perMs: 4_000 },
  workspace: { count: 300, perMs: MINUTE_MS },
  methods: {},
};

export type Tier = "tier1" | "tier2" | "tier3" | "tier4" | "special";

/** What was taken of each rate, in windows that slide. Calls that were turned away are not counted. */
export class RateCounter {
  readonly #limits: Limits | false;
  readonly #now: () => number;
  readonly #taken = new Map<string, readonly number[]>();

  constructor(limits: Partial<Limits> | false, now: () => number) {
    this.#limits = limits && { ...DEFAULTS, ...limits };
    this.#now = now;
  }

  /** Counts a call of a method by a workspace. */
  takeMethod(method: string, tier: Tier, workspaceKey: string): void {
    if (!this.#limits) return;
    const byTier = tier === "special" ? false : this.#limits[tier];
    this.#take(`${method} ${workspaceKey}`, this.#limits.methods[method] ?? byTier);
  }

  /** Counts a message that is posted. */
  takePost(workspaceId: string, channelId: string): void {
    if (!this.#limits) return;
    this.#take(`post ${channelId}`, this.#limits.channel);
    this.#take(`posts ${workspaceId}`, this.#limits.workspace);
  }

  #take(key: string, rate: Rate | false): void {
    if (!rate) return;
    const now = this.#now();
    const recent = (this.#taken.get(key) ?? []).filter((at) => at > now - rate.perMs);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= rate.count) throw rateLimited(oldest + rate.perMs - now);
    this.#taken.set(key, [...recent, now]);
  }
}

/** https://docs.slack.dev/apis/web-api/rate-limits#responding_to_rate_limiting_conditions */
function rateLimited(waitMs: number): Refusal {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
  return new Refusal("ratelimited", { status: 429, headers: { "Retry-After": String(seconds) } });
}
