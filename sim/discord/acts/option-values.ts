// What the client lets a person put into an option, and how it sends it.
import {
  ApplicationCommandOptionType,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOptionChoice,
} from "discord-api-types/v10";
import { fileFits } from "../rules/file-types.ts";
import { ClientRefusal } from "../../kit/client-refusal.ts";
import type { OptionValue, Upload } from "../state/people.ts";
import type { Resolved } from "./resolved.ts";

const O = ApplicationCommandOptionType;
/** What a text option takes when it sets no limit of its own. */
const TEXT_CHARS_MAX = 6_000;

export interface Filling {
  readonly resolved: Resolved;
  readonly uploadLimitBytes: number;
}

/** The value as it goes out. Throws a ClientRefusal when the client would not take it. */
export function fillOption(option: APIApplicationCommandBasicOption, value: OptionValue, filling: Filling): unknown {
  const refuse = (why: string): never => {
    throw new ClientRefusal(`option "${option.name}": ${why}`);
  };
  switch (option.type) {
    case O.String:
      return fillText(option, value, refuse);
    case O.Integer:
    case O.Number:
      return fillNumber(option, value, refuse);
    case O.Boolean:
      return typeof value === "boolean" ? value : refuse("is either true or false");
    case O.User:
    case O.Role:
    case O.Channel:
    case O.Mentionable:
      return fillEntity(option.type, value, filling.resolved) ?? refuse("nothing like that is here");
    case O.Attachment: {
      if (!isUpload(value)) return refuse("takes a file");
      const { file_types: types } = option as { file_types?: string[] };
      if (!fileFits(value.name, types)) return refuse(`takes only ${types?.join(", ")}`);
      if (value.bytes.length > filling.uploadLimitBytes) return refuse("the file is too large for this server");
      return filling.resolved.upload(value);
    }
  }
}

/** Sends whatever it is given, as a modified client could. */
export function forgeOption(
  value: OptionValue,
  resolved: Resolved,
): { readonly type: number; readonly value: unknown } {
  if (typeof value === "string") return { type: O.String, value };
  if (typeof value === "boolean") return { type: O.Boolean, value };
  if (typeof value === "number") return { type: Number.isInteger(value) ? O.Integer : O.Number, value };
  if (isUpload(value)) return { type: O.Attachment, value: resolved.upload(value) };
  return { type: O.Mentionable, value: fillEntity(O.Mentionable, value, resolved) ?? value.id };
}

export function isUpload(value: unknown): value is Upload {
  return typeof value === "object" && value !== null && "bytes" in value;
}

type Refuse = (why: string) => never;

interface TextOption {
  readonly min_length?: number;
  readonly max_length?: number;
  readonly choices?: readonly APIApplicationCommandOptionChoice[];
}

function fillText(option: TextOption, value: OptionValue, refuse: Refuse): unknown {
  if (typeof value !== "string") return refuse("takes text");
  if (option.choices?.length) return choose(option.choices, value) ?? refuse(`"${value}" is not one of the choices`);
  const { min_length: min = 0, max_length: max = TEXT_CHARS_MAX } = option;
  if (value === "") return refuse("was left empty");
  if (value.length < min) return refuse(`is shorter than ${min}`);
  return value.length > max ? refuse(`is longer than ${max}`) : value;
}

interface NumberOption {
  readonly type: ApplicationCommandOptionType;
  readonly min_value?: number;
  readonly max_value?: number;
  readonly choices?: readonly APIApplicationCommandOptionChoice[];
}

function fillNumber(option: NumberOption, value: OptionValue, refuse: Refuse): unknown {
  const { choices, min_value: min = -(2 ** 53), max_value: max = 2 ** 53 } = option;
  if (choices?.length && (typeof value === "number" || typeof value === "string")) {
    return choose(choices, value) ?? refuse(`"${value}" is not one of the choices`);
  }
  if (typeof value !== "number" || !Number.isFinite(value)) return refuse("takes a number");
  if (option.type === O.Integer && !Number.isInteger(value)) return refuse("takes a whole number");
  return value < min || value > max ? refuse(`is not between ${min} and ${max}`) : value;
}

/** By value, or by the name that the person reads. */
function choose(choices: readonly APIApplicationCommandOptionChoice[], wanted: string | number): unknown {
  return (choices.find(({ value }) => value === wanted) ?? choices.find(({ name }) => name === wanted))?.value;
}

function fillEntity(type: ApplicationCommandOptionType, value: OptionValue, resolved: Resolved): string | undefined {
  const id = typeof value === "object" && "id" in value ? value.id : typeof value === "string" ? value : "";
  const isUser = type === O.User || type === O.Mentionable;
  const isRole = type === O.Role || type === O.Mentionable;
  const found = (isUser && resolved.user(id)) || (isRole && resolved.role(id));
  return found || (type === O.Channel && resolved.channel(id)) ? id : undefined;
}
