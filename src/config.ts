import { fromDollars } from "./domain/money.ts";
import type { Micros } from "./domain/money.ts";
import { TerminalError } from "./domain/errors.ts";

interface DiscordConfig {
  readonly token: string;
  readonly apiUrl: string;
  readonly guildId: string | null;
  readonly shards: string;
}

export interface Config {
  readonly mindvideo: { readonly apiKey: string; readonly apiUrl: string };
  readonly discord: DiscordConfig | null;
  readonly sqlitePath: string;
  readonly port: number | null;
  /** How the outside reaches `port`; no slash at the end. */
  readonly publicUrl: string | null;
  readonly defaultGuildBudget: Micros;
  readonly operatorBudget: Micros | null;
  readonly confirmAbove: Micros;
  readonly modelsOff: readonly string[];
  readonly maxInFlight: number;
  readonly apiRatePerSecond: number;
  readonly mediaAllowedHosts: readonly string[];
  readonly logLevel: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];

/** Not what else JavaScript takes for a number: `0x50`, `1e9`, `Infinity`. */
const isPlain = (text: string): boolean => /^\d{1,9}(\.\d{1,6})?$/.test(text);

const readWhole = (text: string): number | null => (/^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : null);

/** Reads one variable at a time and remembers what was wrong with each. */
class Reader {
  readonly problems: string[] = [];
  readonly #env: Environment;

  constructor(env: Environment) {
    this.#env = env;
  }

  /** Empty counts as not set: that is how `.env` files and compose files leave a variable out. */
  text(name: string): string | null {
    return this.#env[name]?.trim() || null;
  }

  parsed<T>(name: string, allowed: string, parse: (text: string) => T | null): T | null {
    const text = this.text(name);
    if (text === null) return null;
    const value = parse(text);
    if (value === null) this.problems.push(`${name} is ${JSON.stringify(text)}; it must be ${allowed}.`);
    return value;
  }

  url(name: string): string | null {
    return this.parsed(name, "an http or https address", (text) =>
      URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text.replace(/\/+$/, "") : null,
    );
  }

  dollars(name: string): Micros | null {
    return this.parsed(name, "an amount in dollars, such as 5 or 12.50", (text) =>
      /^\$?\d{1,9}(\.\d{1,6})?$/.test(text) ? fromDollars(text.replace("$", "")) : null,
    );
  }

  count(name: string, fallback: number): number {
    return this.parsed(name, "a whole number above 0", readWhole) ?? fallback;
  }

  rate(name: string, fallback: number): number {
    const allowed = "a number above 0, such as 10 or 0.5";
    return this.parsed(name, allowed, (text) => (isPlain(text) && Number(text) > 0 ? Number(text) : null)) ?? fallback;
  }

  list(name: string): readonly string[] {
    return (this.text(name) ?? "").split(/[\s,]+/).filter((item) => item !== "");
  }
}

/**
 * The environment, checked as a whole.
 * @throws TerminalError `config.invalid` with every problem at once, each naming its variable and where its value is from
 */
export function readConfig(env: Environment): Config {
  const read = new Reader(env);
  const discord = readDiscord(read);
  if (discord === null) {
    read.problems.push(
      "No platform is set up. For Discord set DISCORD_TOKEN: discord.com/developers/applications → your application → Bot → Reset Token.",
    );
  }
  const apiKey = read.text("MINDVIDEO_API_KEY");
  if (apiKey === null) {
    read.problems.push(
      "MINDVIDEO_API_KEY is not set. Create a key (mv_live_…) in MindVideo's dashboard under API keys.",
    );
  }
  const config: Config = {
    mindvideo: { apiKey: apiKey ?? "", apiUrl: read.url("MINDVIDEO_API_URL") ?? "https://api.mindvideo.ai" },
    discord,
    sqlitePath: readSqlitePath(read),
    port: read.parsed("PORT", "a port from 1 to 65535", (text) =>
      (readWhole(text) ?? 65_536) < 65_536 ? readWhole(text) : null,
    ),
    publicUrl: read.url("PUBLIC_URL"),
    defaultGuildBudget: read.dollars("DEFAULT_GUILD_BUDGET") ?? fromDollars(5),
    operatorBudget: read.dollars("OPERATOR_BUDGET"),
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
 * Where the database is, for programs that need nothing else.
 * @throws TerminalError `config.invalid`
 */
export function readDatabasePath(env: Environment): string {
  const read = new Reader(env);
  const path = readSqlitePath(read);
  refuseProblems(read);
  return path;
}

function refuseProblems({ problems }: Reader): void {
  if (problems.length > 0) throw new TerminalError("config.invalid", { detail: { problems } });
}

function readDiscord(read: Reader): DiscordConfig | null {
  const token = read.text("DISCORD_TOKEN");
  const apiUrl = read.url("DISCORD_API_URL") ?? "https://discord.com/api";
  const guildId = read.parsed("DISCORD_GUILD_ID", "a server's ID, 17 to 20 digits", (text) =>
    /^\d{17,20}$/.test(text) ? text : null,
  );
  const shards = read.parsed("DISCORD_SHARDS", "auto, or which of how many, such as 0-3/16", (text) =>
    /^(auto|\d+(-\d+)?\/\d+)$/.test(text) ? text : null,
  );
  return token === null ? null : { token, apiUrl, guildId, shards: shards ?? "auto" };
}

function readSqlitePath(read: Reader): string {
  const folder = read.text("DATA_DIR") ?? "./data";
  const path = read.parsed("DATABASE_URL", "sqlite:PATH", (text) =>
    /^sqlite:./.test(text) ? text.slice("sqlite:".length) : null,
  );
  return path ?? `${folder}/atelier.db`;
}
