// https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-structure
import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { checkChoices } from "./choice-rules.ts";
import { Fields, type Item } from "./fields.ts";
import { checkFileTypes } from "./file-types.ts";
import { COMMAND_NAME, checkLowerCase, checkTexts } from "./localized.ts";

const O = ApplicationCommandOptionType;
const OPTIONS_MAX = 25;
const TEXT_CHARS_MAX = 6_000;
const PARAMETERS = [O.String, O.Integer, O.Boolean, O.User, O.Channel, O.Role, O.Mentionable, O.Number, O.Attachment];
/** Which types may have choices, autocomplete, or bounds. */
const CHOOSABLE: readonly number[] = [O.String, O.Integer, O.Number];
const NUMERIC: readonly number[] = [O.Integer, O.Number];

/** What may stand below a command, a group and a subcommand. */
const BELOW = {
  command: [...PARAMETERS, O.Subcommand, O.SubcommandGroup],
  group: [O.Subcommand],
  subcommand: PARAMETERS,
} as const;

/** Answers with how many characters count towards the command's total. */
export function checkOptions(owner: Fields, place: keyof typeof BELOW = "command"): number {
  const items = owner.list("options", { max: OPTIONS_MAX }) ?? [];
  const read = items.map((item) => readOption(item, BELOW[place]));
  checkOrder(read);
  checkMixture(owner, read);
  return read.reduce((sum, { chars }) => sum + chars, 0);
}

interface ReadOption {
  readonly fields: Fields | undefined;
  readonly type: ApplicationCommandOptionType | undefined;
  readonly chars: number;
}

function readOption({ form, value }: Item, allowed: readonly number[]): ReadOption {
  const fields = Fields.read(form, value);
  if (fields?.integer("type", { required: true }) === undefined) return { fields, type: undefined, chars: 0 };
  const type = fields.raw("type") as ApplicationCommandOptionType;
  if (!allowed.includes(type)) {
    form.fail("UNION_TYPE_CHOICES", `Value of field "type" must be one of (${allowed.join(", ")},).`);
    return { fields, type, chars: 0 };
  }
  const named = checkTexts(fields, "name", { min: 1, max: 32, required: true, pattern: COMMAND_NAME });
  checkLowerCase(fields);
  const described = checkTexts(fields, "description", { min: 1, max: 100, required: true });
  return { fields, type, chars: named + described + checkKind(fields, type) };
}

function checkKind(fields: Fields, type: ApplicationCommandOptionType): number {
  if (type === O.SubcommandGroup) return checkOptions(fields, "group");
  if (type === O.Subcommand) return checkOptions(fields, "subcommand");
  fields.flag("required");
  checkBounds(fields, type);
  if (type === O.Attachment) checkFileTypes(fields);
  else forbid(fields, ["file_types"]);
  if (type !== O.Channel) forbid(fields, ["channel_types"]);
  if (!CHOOSABLE.includes(type)) {
    forbid(fields, ["choices", ...(fields.flag("autocomplete") ? ["autocomplete"] : [])]);
    return 0;
  }
  if (fields.flag("autocomplete") && (fields.list("choices")?.length ?? 0) > 0) {
    const message = "choices and autocomplete exclude each other";
    fields.form.at("autocomplete").fail("APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES_EXCLUSIVE", message);
  }
  return checkChoices(fields, type);
}

function checkBounds(fields: Fields, type: ApplicationCommandOptionType): void {
  const bound = (key: string): number | undefined => (type === O.Integer ? fields.integer(key) : fields.number(key));
  if (NUMERIC.includes(type)) checkCrossing(fields, "value", [bound("min_value"), bound("max_value")]);
  else forbid(fields, ["min_value", "max_value"]);
  if (type !== O.String) return forbid(fields, ["min_length", "max_length"]);
  const shortest = fields.integer("min_length", { min: 0, max: TEXT_CHARS_MAX });
  const longest = fields.integer("max_length", { min: 1, max: TEXT_CHARS_MAX });
  checkCrossing(fields, "length", [shortest, longest]);
}

type Bounds = readonly [min: number | undefined, max: number | undefined];

function checkCrossing(fields: Fields, what: "value" | "length", [min, max]: Bounds): void {
  if (min === undefined || max === undefined || min <= max) return;
  const message = `min_${what} is greater than max_${what}`;
  fields.form.at(`min_${what}`).fail("APPLICATION_COMMAND_OPTIONS_MIN_EXCEEDS_MAX", message);
}

function checkOrder(options: readonly ReadOption[]): void {
  const names = new Set<unknown>();
  let optionalSeen = false;
  for (const { fields } of options) {
    if (!fields) continue;
    const name = fields.raw("name");
    if (names.has(name)) {
      fields.form.at("name").fail("APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists");
    }
    names.add(name);
    const isRequired = fields.raw("required") === true;
    if (isRequired && optionalSeen) {
      const message = "Required options must be placed before non-required options";
      fields.form.fail("APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message);
    }
    optionalSeen ||= !isRequired;
  }
}

/** A command either has subcommands or parameters. */
function checkMixture(owner: Fields, options: readonly ReadOption[]): void {
  const parameters = options.filter(({ type }) => PARAMETERS.some((known) => known === type));
  if (parameters.length === 0 || parameters.length === options.length) return;
  const message = "Sub-command and sub-command group option types are mutually exclusive to all other types";
  owner.form.at("options").fail("APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message);
}

function forbid(fields: Fields, keys: readonly string[]): void {
  for (const key of keys.filter((name) => fields.has(name))) {
    fields.form.at(key).fail("APPLICATION_COMMAND_OPTIONS_FIELD_FORBIDDEN", `An option of this type has no "${key}"`);
  }
}
