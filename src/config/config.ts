import { readDatabase } from "./database.ts";
import { readSlack } from "./slack.ts";
import type { SlackConfig } from "./slack.ts";
import { fromDollars } from "../domain/money/money.ts";
import type { Micros } from "../domain/money/money.ts";
import { TerminalError } from "../domain/errors/errors.ts";
import { EnvironmentReader, readWhole } from "./environment.ts";
import type { Environment } from "./environment.ts";
import type { Database } from "../store/open-store.ts";

interface DiscordConfig {
  readonly token: string;
  readonly apiUrl: string;
  readonly guildId: string | null;
  readonly shards: string;
}

/** `gateway` listens to people, `worker` carries runs on, `all` does both. */
type Role = "all" | "gateway" | "worker";

const ROLES: readonly Role[] = ["all", "gateway", "worker"];

export interface Config {
  readonly role: Role;
  readonly mindvideo: { readonly apiKey: string; readonly apiUrl: string };
  readonly discord: DiscordConfig | null;
  readonly slack: SlackConfig | null;
  readonly database: Database;
  readonly port: number | null;
  /** How the internet reaches `port`; no slash at the end. */
  readonly publicUrl: string | null;
  readonly defaultGuildBudget: Micros;
  readonly operatorBudget: Micros | null;
  readonly guildCeiling: Micros | null;
  readonly confirmAbove: Micros;
  /** Most runs that may go on at once. */
  readonly mostRunning: { readonly member: number; readonly guild: number };
  /** Servers and workspaces that may use the bot; null: all. */
  readonly allowedGuilds: readonly string[] | null;
  readonly modelsOff: readonly string[];
  readonly maxInFlight: number;
  readonly apiRatePerSecond: number;
  readonly mediaAllowedHosts: readonly string[];
  readonly logLevel: string;
}

const NO_PLATFORM =
  "No platform is set up. For Discord set DISCORD_TOKEN: discord.com/developers/applications → your application → Bot → Reset Token. For Slack set SLACK_APP_TOKEN and SLACK_BOT_TOKEN: api.slack.com/apps → your app, which `npm run slack:manifest` describes to Slack.";

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];

/**
 * Reads and checks the whole environment.
 * @throws TerminalError `config.invalid` with every problem; each names its variable and where to get its value
 */
export function readConfig(env: Environment): Config {
  const read = new EnvironmentReader(env);
  const discord = readDiscord(read);
  const slack = readSlack(read);
  if (discord === null && slack === "off") read.problems.push(NO_PLATFORM);
  const apiKey = read.secret("MINDVIDEO_API_KEY", "Create one in MindVideo's dashboard under API keys.");
  if (apiKey === null) {
    read.problems.push(
      "MINDVIDEO_API_KEY is not set. Create a key (mv_live_…) in MindVideo's dashboard under API keys.",
    );
  }
  const database = readDatabase(read);
  const config: Config = {
    role: readRole(read, database),
    mindvideo: { apiKey: apiKey ?? "", apiUrl: read.url("MINDVIDEO_API_URL") ?? "https://api.mindvideo.ai" },
    discord,
    slack: slack === "off" ? null : slack,
    database,
    port: readPort(read),
    publicUrl: read.url("PUBLIC_URL"),
    defaultGuildBudget: read.dollars("DEFAULT_GUILD_BUDGET") ?? fromDollars(5),
    operatorBudget: read.dollars("OPERATOR_BUDGET"),
    guildCeiling: read.dollars("GUILD_CEILING"),
    mostRunning: {
      member: read.count("MAX_RUNNING_PER_MEMBER", 10),
      guild: read.count("MAX_RUNNING_PER_GUILD", 100),
    },
    allowedGuilds: read.text("ALLOWED_GUILDS") === null ? null : read.ids("ALLOWED_GUILDS"),
    confirmAbove: read.dollars("CONFIRM_ABOVE") ?? fromDollars("0.50"),
    modelsOff: read.list("MODELS_OFF"),
    maxInFlight: read.count("MAX_IN_FLIGHT", 200),
    apiRatePerSecond: read.rate("API_RATE", 10),
    mediaAllowedHosts: read.list("MEDIA_ALLOWED_HOSTS"),
    logLevel:
      read.parsed("LOG_LEVEL", `one of ${LOG_LEVELS.join(", ")}`, (text) =>
        LOG_LEVELS.includes(text) ? text : null,
      ) ?? "info",
  };
  refuseProblems(read);
  return Object.freeze(config);
}

/**
 * Reads only where the database is, for programs that need nothing else.
 * @throws TerminalError `config.invalid`
 */
export function readDatabaseConfig(env: Environment): Database {
  const read = new EnvironmentReader(env);
  const database = readDatabase(read);
  refuseProblems(read);
  return database;
}

function refuseProblems({ problems }: EnvironmentReader): void {
  if (problems.length > 0) throw new TerminalError("config.invalid", { detail: { problems } });
}

function readRole(read: EnvironmentReader, { kind }: Database): Role {
  const role = read.parsed(
    "ROLE",
    `one of ${ROLES.join(", ")}`,
    (text) => ROLES.find((known) => known === text) ?? null,
  );
  if (role !== null && role !== "all" && kind === "sqlite")
    read.problems.push(`ROLE is ${role}: several processes need DATABASE_URL=postgres://…, because a file is for one.`);
  return role ?? "all";
}

function readDiscord(read: EnvironmentReader): DiscordConfig | null {
  const token = read.secret(
    "DISCORD_TOKEN",
    "Get one at discord.com/developers/applications → your application → Bot → Reset Token.",
  );
  const apiUrl = read.url("DISCORD_API_URL") ?? "https://discord.com/api";
  const guildId = read.parsed("DISCORD_GUILD_ID", "a server's ID, 17 to 20 digits", (text) =>
    /^\d{17,20}$/.test(text) ? text : null,
  );
  const shards = read.parsed("DISCORD_SHARDS", "auto, or which of how many, such as 0-3/16", (text) =>
    /^(auto|\d+(-\d+)?\/\d+)$/.test(text) ? text : null,
  );
  return token === null ? null : { token, apiUrl, guildId, shards: shards ?? "auto" };
}

const readPort = (read: EnvironmentReader): number | null =>
  read.parsed("PORT", "a port from 1 to 65535", (text) =>
    (readWhole(text) ?? 65_536) < 65_536 ? readWhole(text) : null,
  );
