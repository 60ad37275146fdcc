// What the engine room shows.

export type ShownBot =
  | { readonly kind: "starting" | "ready"; readonly pid: number; readonly since: number; readonly starts: number }
  | { readonly kind: "killed"; readonly since: number; readonly starts: number }
  | {
      readonly kind: "ended";
      readonly since: number;
      readonly starts: number;
      readonly how: string;
      readonly complaint: string;
    };

export interface ShownTask {
  readonly id: string;
  readonly model: string;
  /** The Idempotency-Key that made it. */
  readonly key: string;
  readonly status: string;
  /** Each state with its moment, the first one first. */
  readonly history: readonly { readonly status: string; readonly at: number }[];
  readonly polls: number;
  readonly lastPollAt: number | null;
  readonly downloads: number;
  /** US dollars. */
  readonly estimate: number;
  /** Null: not known before it has ended. */
  readonly cost: number | null;
  readonly prompt: string;
  readonly error: string | null;
}

/** What can be made to go wrong at MindVideo. */
export const SWITCHES = {
  slow: "Slow",
  fail: "Fail",
  refuse: "Refuse",
  "rate-limit": "Rate limit",
  drop: "Drop connection",
  "no-media": "Serve no media",
} as const;

export type SwitchName = keyof typeof SWITCHES;

export interface ShownSwitch {
  readonly on: boolean;
}

/** One line of what went over the wire. */
export interface ShownRequest {
  readonly at: number;
  readonly to: "discord" | "gateway" | "slack" | "socket" | "mindvideo";
  /** "POST /api/v1/tasks" */
  readonly what: string;
  /** "200", "pending", "dropped", "ready". */
  readonly outcome: string;
  readonly isBad: boolean;
}
