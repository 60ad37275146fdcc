/**
 * What a workspace is asked to let the bot do, and why; nothing that it does not use:
 * https://docs.slack.dev/reference/scopes
 */
export const SCOPES = [
  /** Slash commands. */
  "commands",
  /** Cards, and editing them. */
  "chat:write",
  /** Into a public channel where somebody typed a command: files are only taken from who is in it. */
  "channels:join",
  /** Results. */
  "files:write",
  /** What people put into forms, and whether a result is there for all to see. */
  "files:read",
  /** Who may manage the workspace. */
  "users:read",
  /** Results for whoever asked where the bot cannot be. */
  "im:write",
] as const;

/** What was not allowed, of an installation older than what the bot needs by now. */
export const missingScopes = (granted: readonly string[]): readonly string[] =>
  SCOPES.filter((scope) => !granted.includes(scope));
