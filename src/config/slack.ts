// Slack connects in two ways. Each has variables of its own, which must be set all or none.

import { TerminalError } from "../domain/errors/errors.ts";
import { EnvironmentReader } from "./environment.ts";
import type { Environment } from "./environment.ts";
import type { Access } from "../platforms/slack/connection/connection.ts";

export type SlackConfig = {
  /** Slack's Web API; no slash at the end. */
  readonly apiUrl: string;
  /** Prefix of each command's name: `mv-`. */
  readonly prefix: string;
} & Access;

const APP = "api.slack.com/apps → your app";

/** Where to get each value. */
const SOCKET = {
  SLACK_APP_TOKEN: `${APP} → Basic Information → App-Level Tokens → Generate, with the scope connections:write (xapp-…).`,
  SLACK_BOT_TOKEN: `${APP} → OAuth & Permissions → Install, then Bot User OAuth Token (xoxb-…).`,
} as const;

const CREDENTIALS = {
  SLACK_SIGNING_SECRET: `${APP} → Basic Information → App Credentials → Signing Secret.`,
  SLACK_CLIENT_ID: `${APP} → Basic Information → App Credentials → Client ID.`,
  SLACK_CLIENT_SECRET: `${APP} → Basic Information → App Credentials → Client Secret.`,
  SLACK_STATE_SECRET: "a long random text of your own, such as `openssl rand -hex 32` prints.",
} as const;

/** Those that go into a header as they are. */
const OF_HEADERS: ReadonlySet<string> = new Set(["SLACK_APP_TOKEN", "SLACK_BOT_TOKEN", "SLACK_CLIENT_SECRET"]);

/** Also used without Slack. */
const SERVER = {
  PORT: "a port of this machine, such as 3000.",
  PUBLIC_URL: "the https address at which the internet reaches that port, through a proxy or a tunnel.",
} as const;

const listed = (names: Readonly<Record<string, string>>): string => Object.keys(names).join(", ");

/** `"off"` if none of Slack's variables is set; null if some are wrong, which `read` has recorded. */
export function readSlack(read: EnvironmentReader): SlackConfig | null | "off" {
  const apiUrl = read.url("SLACK_API_URL") ?? "https://slack.com/api";
  const prefix = readPrefix(read);
  const wants = (names: Readonly<Record<string, string>>): boolean =>
    Object.keys(names).some((name) => read.text(name) !== null);
  const [bySocket, byRequest] = [wants(SOCKET), wants(CREDENTIALS)];
  if (!bySocket && !byRequest) return "off";
  if (bySocket && byRequest) {
    read.problems.push(
      `Slack is set up in two ways at once. For one workspace keep ${listed(SOCKET)} alone; for many, by OAuth over HTTP, keep ${listed(CREDENTIALS)} alone.`,
    );
    return null;
  }
  const access = bySocket ? readSockets(read) : readWeb(read);
  return access === null ? null : { apiUrl, prefix, ...access };
}

/** Slack allows 32 characters for a command, and our longest has seven. */
const readPrefix = (read: EnvironmentReader): string =>
  read.parsed("SLACK_COMMAND_PREFIX", "up to 20 of a-z, 0-9, - and _, such as mv-", (text) =>
    /^[a-z0-9_-]{1,20}$/.test(text) ? text : null,
  ) ?? "";

/**
 * Reads the settings that a manifest depends on; no tokens are needed yet.
 * @throws TerminalError `config.invalid`
 */
export function readManifestSettings(
  env: Environment,
  mode: "socket" | "http",
): { readonly prefix: string; readonly publicUrl: string | null } {
  const read = new EnvironmentReader(env);
  const prefix = readPrefix(read);
  const publicUrl = mode === "socket" ? null : read.url("PUBLIC_URL");
  if (mode === "http" && read.text("PUBLIC_URL") === null)
    read.problems.push(`PUBLIC_URL is not set: ${SERVER.PUBLIC_URL}`);
  const { problems } = read;
  if (problems.length > 0) throw new TerminalError("config.invalid", { detail: { problems } });
  return { prefix, publicUrl };
}

function readSockets(read: EnvironmentReader): Access | null {
  const found = together(read, SOCKET, "Slack over Socket Mode");
  if (found === null) return null;
  const { SLACK_APP_TOKEN: appToken, SLACK_BOT_TOKEN: botToken } = found;
  // Problems end up in logs, so they must not contain the values.
  if (!appToken.startsWith("xapp-"))
    read.problems.push(`SLACK_APP_TOKEN must begin with xapp-. ${SOCKET.SLACK_APP_TOKEN}`);
  if (!/^(xoxe\.)?xoxb-/.test(botToken)) {
    read.problems.push(`SLACK_BOT_TOKEN must begin with xoxb-. ${SOCKET.SLACK_BOT_TOKEN}`);
  }
  return { appToken, botToken };
}

function readWeb(read: EnvironmentReader): Access | null {
  const found = together(read, { ...CREDENTIALS, ...SERVER }, "Slack over HTTP");
  if (found === null) return null;
  return {
    signingSecret: found.SLACK_SIGNING_SECRET,
    clientId: found.SLACK_CLIENT_ID,
    clientSecret: found.SLACK_CLIENT_SECRET,
    stateSecret: found.SLACK_STATE_SECRET,
    // Whether it is a valid address is checked with the variables that are not Slack's.
    publicUrl: found.PUBLIC_URL.replace(/\/+$/, ""),
  };
}

/** The values of all variables; or null, after recording each missing one with where to get it. */
function together<Name extends string>(
  read: EnvironmentReader,
  sources: Readonly<Record<Name, string>>,
  what: string,
): Record<Name, string> | null {
  const names = Object.keys(sources) as Name[];
  const missing = names.filter((name) => read.text(name) === null);
  const present = names.filter((name) => !missing.includes(name) && name.startsWith("SLACK_"));
  for (const name of missing) {
    read.problems.push(`${name} is not set. ${what} needs it beside ${present.join(", ")}: ${sources[name]}`);
  }
  if (missing.length > 0) return null;
  return Object.fromEntries(
    names.map((name) => [name, (OF_HEADERS.has(name) ? read.secret(name, sources[name]) : read.text(name)) ?? ""]),
  ) as Record<Name, string>;
}
