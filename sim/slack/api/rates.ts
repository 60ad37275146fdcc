/** So many in any window of so long. */
export interface Rate {
  readonly count: number;
  readonly perMs: number;
}

/** Per method, workspace and app: https://docs.slack.dev/apis/web-api/rate-limits */
export interface Limits {
  readonly tier1: Rate | false;
  readonly tier2: Rate | false;
  readonly tier3: Rate | false;
  readonly tier4: Rate | false;
  /** Of chat.postMessage in one channel. Slack says one a second and lets short bursts pass. */
  readonly channel: Rate | false;
  /** Of chat.postMessage in a whole workspace, "several hundred" a minute. */
  readonly workspace: Rate | false;
  /** By method, in place of its tier: `{ "chat.update": { count: 5, perMs: 60_000 } }`. */
  readonly methods: Readonly<Record<string, Rate | false>>;
}
