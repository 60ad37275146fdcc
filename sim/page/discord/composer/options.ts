// What the bot published, as lines that can be typed. https://docs.discord.com/developers/interactions/application-commands

import type { APIApplicationCommand } from "discord-api-types/v10";
import { asFields, isSet, listIn, numberIn, textIn } from "../../payload/fields.ts";
import type { Fields } from "../../payload/fields.ts";

export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

/** By the API's numbers. */
const KINDS = {
  3: "text",
  4: "integer",
  5: "boolean",
  6: "user",
  7: "channel",
  8: "role",
  9: "mentionable",
  10: "number",
  11: "file",
} as const;

export interface CommandOption {
  readonly name: string;
  readonly description: string;
  readonly kind: (typeof KINDS)[keyof typeof KINDS];
  readonly required: boolean;
  /** Nothing else can be chosen, if there are any. */
  readonly choices: readonly Choice[];
  /** The bot is asked while somebody types. */
  readonly completes: boolean;
  /** Of a number its size, of a text its characters. */
  readonly min: number | null;
  readonly max: number | null;
  readonly fileTypes: readonly string[];
}

/** A command, with its subcommand: "budget set". */
export interface CommandLine {
  readonly path: string;
  readonly description: string;
  /** Required ones first. */
  readonly options: readonly CommandOption[];
}

const CHAT_INPUT = 1;
const SUBCOMMAND = 1;
const GROUP = 2;
const ADMINISTRATOR = 1n << 3n;

/** Those that somebody with these permissions finds. */
export function linesOf(commands: readonly APIApplicationCommand[], permissions: string): readonly CommandLine[] {
  const typed = commands.filter((command) => asFields(command)?.["type"] === CHAT_INPUT);
  return typed.filter((command) => mayUse(command, BigInt(permissions))).flatMap((command) => linesIn("", command));
}

function mayUse({ default_member_permissions: needed }: APIApplicationCommand, may: bigint): boolean {
  if (needed === null || (may & ADMINISTRATOR) !== 0n) return true;
  return needed !== "0" && (may & BigInt(needed)) === BigInt(needed);
}

function linesIn(before: string, value: unknown): readonly CommandLine[] {
  const command = asFields(value) ?? {};
  const path = `${before}${textIn(command, "name") ?? "?"}`;
  const parts = (listIn(command, "options") ?? []).map((option) => asFields(option) ?? {});
  const below = parts.filter(({ type }) => type === SUBCOMMAND || type === GROUP);
  if (below.length > 0) return below.flatMap((part) => linesIn(`${path} `, part));
  const options = parts.map(readOption).toSorted((a, b) => Number(b.required) - Number(a.required));
  return [{ path, description: textIn(command, "description") ?? "", options }];
}

function readOption(option: Fields): CommandOption {
  const kind = KINDS[option["type"] as keyof typeof KINDS] ?? "text";
  const isText = kind === "text";
  return {
    kind,
    name: textIn(option, "name") ?? "?",
    description: textIn(option, "description") ?? "",
    required: isSet(option, "required"),
    completes: isSet(option, "autocomplete"),
    choices: (listIn(option, "choices") ?? []).flatMap(readChoice),
    min: numberIn(option, isText ? "min_length" : "min_value"),
    max: numberIn(option, isText ? "max_length" : "max_value"),
    fileTypes: (listIn(option, "file_types") ?? []).map(String),
  };
}

/** None: it lacks a name or a value. Also of what the bot answers to an autocomplete. */
export function readChoice(value: unknown): readonly Choice[] {
  const choice = asFields(value) ?? {};
  const name = textIn(choice, "name");
  const given = choice["value"];
  return name !== null && (typeof given === "string" || typeof given === "number") ? [{ name, value: given }] : [];
}
