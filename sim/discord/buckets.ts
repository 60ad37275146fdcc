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
