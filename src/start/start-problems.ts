import type { ReplyAnswer } from "../domain/errors/details.ts";
import { BotError, isFault, RetryableError } from "../domain/errors/errors.ts";

/** Why the bot could not start, for the operator. */
export interface StartProblems {
  /** One problem per line. */
  readonly lines: readonly string[];
  /** True if another start may succeed without anybody changing anything. */
  readonly mayPass: boolean;
}

/** The problems that an operator can fix; null if the error is a bug. */
export function problemsOf(error: unknown): StartProblems | null {
  const lines = error instanceof BotError ? ofBot(error) : null;
  if (lines !== null) return { lines, mayPass: error instanceof RetryableError };
  return ofDatabase(error) ?? ofSystem(error);
}

function ofBot(error: BotError): readonly string[] | null {
  if (isFault(error, "config.invalid")) return [...error.detail.problems, "All variables are in .env.example."];
  if (isFault(error, "catalog.broken")) {
    const { file, faults } = error.detail;
    return faults.map((fault) => (typeof file === "string" ? `schemas/${file}: ${fault}` : fault));
  }
  if (isFault(error, "store.newer")) {
    return ["The database was changed by a newer version that this one cannot work with. Start the newer version."];
  }
  if (isFault(error, "transfer.refused")) return [error.detail.why];
  return ofDiscord(error) ?? ofSlack(error);
}

function ofDiscord(error: BotError): readonly string[] | null {
  if (isFault(error, "discord.unauthorized")) {
    return [
      "Discord does not accept DISCORD_TOKEN. Reset it: discord.com/developers/applications → Bot → Reset Token.",
    ];
  }
  if (isFault(error, "discord.unknown_guild")) {
    return [
      `The bot is not on the server that DISCORD_GUILD_ID names (${error.detail.guildId}), or may not have commands there. Invite it with the scopes bot and applications.commands, or leave DISCORD_GUILD_ID out.`,
    ];
  }
  if (isFault(error, "discord.closed")) return [ofClose(error.detail.closeCode)];
  if (isFault(error, "discord.unreachable")) {
    return [
      `Discord cannot be reached (${reasonOf(error.detail)}). Look at this machine's network, and at DISCORD_API_URL if it is set.`,
    ];
  }
  return null;
}

function ofSlack(error: BotError): readonly string[] | null {
  if (isFault(error, "slack.unauthorized")) {
    return error.detail.variables.map((name) => `Slack does not accept ${name}. ${SLACK_TOKENS[name] ?? ""}`);
  }
  if (isFault(error, "slack.unreachable")) {
    return [
      `Slack cannot be reached (${reasonOf(error.detail)}). Look at this machine's network, and at SLACK_API_URL if it is set.`,
    ];
  }
  return null;
}

const SLACK_TOKENS: Readonly<Record<string, string>> = {
  SLACK_APP_TOKEN:
    "Make another one, with the scope connections:write: api.slack.com/apps → your app → Basic Information → App-Level Tokens.",
  SLACK_BOT_TOKEN: "Copy it again: api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Token.",
};

const reasonOf = ({ network, status }: ReplyAnswer): string =>
  network ?? (status === undefined ? "it is busy" : `HTTP ${status}`);

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway */
function ofClose(closeCode: number): string {
  switch (closeCode) {
    case 4010:
    case 4011:
      return `Discord does not take these DISCORD_SHARDS any more (${closeCode}). Set it to auto, or to more shards.`;
    default:
      return `Discord has closed the connection for good (${closeCode}): this version asks for what is not granted. Look for a newer version.`;
  }
}

const WHERE = "the database's file (DATABASE_URL, or atelier.db in DATA_DIR)";

/** By SQLite's own numbers: https://www.sqlite.org/rescode.html */
function ofDatabase(error: unknown): StartProblems | null {
  const chain = chainOf(error);
  const fault = chain.find(({ code }) => code === "ERR_SQLITE_ERROR");
  if (fault === undefined) {
    const refusal = chain.map(ofPostgres).find((line) => line !== null);
    if (refusal !== undefined) return toMend(refusal);
    const isAway = error instanceof BotError && error.code === "database.away";
    return isAway
      ? { lines: [`The database cannot be reached${reasonIn(chain)}. Look at DATABASE_URL.`], mayPass: true }
      : null;
  }
  // The lowest byte of an extended code is the primary code.
  switch (Number(fault.errcode) & 0xff) {
    case 5:
    case 6:
      return { lines: [`Another process holds ${WHERE}. One bot at a time can use it.`], mayPass: true };
    case 11:
    case 26:
      return toMend(`What is in ${WHERE} is no database, or it is damaged. Restore a backup, or move the file away.`);
    default:
      return toMend(
        `Cannot open ${WHERE}: ${String(fault.errstr)}. This user must be able to write it and its folder.`,
      );
  }
}

/** By PostgreSQL's own codes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
function ofPostgres({ code }: Fault): string | null {
  switch (code) {
    case "28000":
    case "28P01":
      return "PostgreSQL does not accept the user or the password in DATABASE_URL.";
    case "3D000":
      return "PostgreSQL has no database of the name in DATABASE_URL. Create it: createdb NAME.";
    case "42501":
      return "The user in DATABASE_URL may not make tables there. Grant it CREATE on the database's schema.";
    default:
      return null;
  }
}

/** A code such as ECONNREFUSED, or else a message; neither contains a password. */
function reasonIn(chain: readonly Fault[]): string {
  const [{ code, message } = {}] = chain.slice(1);
  const reason = code ?? message;
  return typeof reason === "string" ? ` (${reason})` : "";
}

function ofSystem(error: unknown): StartProblems | null {
  const [fault] = chainOf(error).filter(({ syscall }) => syscall !== undefined);
  if (fault === undefined) return null;
  const { code, path, port, syscall } = fault;
  if (syscall === "listen") {
    if (code === "EADDRINUSE") return toMend(`PORT ${String(port)} is taken by another process. Choose another one.`);
    return toMend(`PORT ${String(port)} cannot be opened (${String(code)}). Below 1024 it takes an administrator.`);
  }
  if (syscall === "mkdir" || syscall === "open" || syscall === "access") {
    return toMend(`${String(path)} cannot be made or written (${String(code)}). Look at DATA_DIR and DATABASE_URL.`);
  }
  return null;
}

const toMend = (line: string): StartProblems => ({ lines: [line], mayPass: false });

type Fault = Partial<Record<"code" | "errcode" | "errstr" | "message" | "path" | "port" | "syscall", unknown>>;

/** An error with its causes, outermost first. */
function chainOf(error: unknown): readonly Fault[] {
  return error instanceof Error ? [error, ...chainOf(error.cause)] : [];
}
