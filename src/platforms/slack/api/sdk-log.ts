// What Slack's SDK has to say, in our log. It writes down whole requests, tokens included, so little of it passes.

import { LogLevel } from "@slack/bolt";
import type { Logger } from "@slack/bolt";
import type { Log } from "../../../domain/log.ts";

/** Tokens of all kinds, and addresses: they have tickets, codes and other secrets in them. */
const SECRETS = /\bx(?:ox[a-z]|app)[.\w-]*-[\w-]+|\b(?:https?|wss?):\/\/\S+/gi;
/** Enough for a sentence. Longer ones quote what was sent. */
const LONGEST_CHARS = 200;

/** Warnings and errors, without their secrets. */
export function createSdkLog(log: Log): Logger {
  const note = (level: "warn" | "error", parts: readonly unknown[]): void => {
    const said = parts.map(worded).filter((part) => part !== "");
    log[level]({ said: said.join(" ").replaceAll(SECRETS, "[hidden]").slice(0, LONGEST_CHARS) }, "slack's sdk");
  };
  return { ...SILENT, warn: (...parts) => note("warn", parts), error: (...parts) => note("error", parts) };
}

/** Of an error its name and code alone: what it carries is the request. */
function worded(part: unknown): string {
  if (typeof part === "string") return part;
  if (!(part instanceof Error)) return "";
  return "code" in part ? `${part.name} ${String(part.code)}` : part.name;
}

/** For clients whose every failure is thrown, and told by whoever catches it. */
export const SILENT: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.WARN,
  setName: () => undefined,
};
