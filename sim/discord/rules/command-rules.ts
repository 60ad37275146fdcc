// https://docs.discord.com/developers/interactions/application-commands#application-command-object
import { ApplicationCommandType, type APIApplicationCommand } from "discord-api-types/v10";
import { isObject } from "../../kit/json.ts";
import { Fields, type Item } from "./fields.ts";
import { COMMAND_NAME, checkLowerCase, checkTexts } from "./localized.ts";
import { checkOptions } from "./option-rules.ts";

/** Characters of all names, descriptions and choices of a command. */
const COMMAND_CHARS_MAX = 8_000;
const TYPES = [ApplicationCommandType.ChatInput, ApplicationCommandType.User, ApplicationCommandType.Message];

/** What the application sends of a command; the rest is Discord's. */
export type CommandBody = Omit<APIApplicationCommand, "id" | "application_id" | "version" | "guild_id">;

/** Undefined when it was refused: the problems are then in the item's form. */
export function readCommand({ form, value }: Item, scope: "global" | "guild"): CommandBody | undefined {
  const fields = Fields.read(form, value);
  if (!fields) return undefined;
  const type = fields.choice("type", TYPES, false) ?? ApplicationCommandType.ChatInput;
  const isChat = type === ApplicationCommandType.ChatInput;
  const chars = checkNaming(fields, isChat) + (isChat ? checkOptions(fields) : 0);
  if (!isChat && (fields.list("options")?.length ?? 0) > 0) {
    fields.form.at("options").fail("APPLICATION_COMMAND_OPTIONS_FORBIDDEN", "Only slash commands have options");
  }
  if (chars > COMMAND_CHARS_MAX) {
    form.fail("APPLICATION_COMMAND_TOO_LARGE", `Command exceeds maximum size (${COMMAND_CHARS_MAX})`);
  }
  checkReach(fields, scope);
  fields.text("default_member_permissions", { pattern: /^\d{1,20}$/u });
  fields.flag("nsfw");
  fields.flag("dm_permission");
  return form.failed ? undefined : settled(fields, type);
}

function checkNaming(fields: Fields, isChat: boolean): number {
  const nameRule = { min: 1, max: 32, required: true, ...(isChat && { pattern: COMMAND_NAME }) };
  const chars = checkTexts(fields, "name", nameRule);
  if (isChat) checkLowerCase(fields);
  if (isChat) return chars + checkTexts(fields, "description", { min: 1, max: 100, required: true });
  if (fields.raw("description")) {
    fields.form.at("description").fail("APPLICATION_COMMAND_DESCRIPTION_FORBIDDEN", "Must be empty for this type");
  }
  return chars;
}

/** Where it can be used and who installs it: for global commands alone. */
function checkReach(fields: Fields, scope: "global" | "guild"): void {
  for (const [key, known] of Object.entries({ contexts: [0, 1, 2], integration_types: [0, 1] })) {
    for (const { form, value } of fields.list(key, { min: 1 }) ?? []) {
      if (!known.includes(Number(value))) form.fail("BASE_TYPE_CHOICES", `Value must be one of {${known.join(", ")}}.`);
    }
    if (scope === "guild" && fields.has(key)) {
      fields.form.at(key).fail("APPLICATION_COMMAND_GLOBAL_ONLY", "Only global commands have it");
    }
  }
}

function settled(fields: Fields, type: ApplicationCommandType): CommandBody {
  const taken = Object.fromEntries(KEPT.filter((key) => fields.has(key)).map((key) => [key, fields.raw(key)]));
  const own = { type, description: "", default_member_permissions: null, nsfw: false };
  return { ...own, ...(withoutDefaults(taken) as object), type } as CommandBody;
}

const KEPT = [
  "name",
  "name_localizations",
  "description",
  "description_localizations",
  "options",
  "default_member_permissions",
  "dm_permission",
  "nsfw",
  "contexts",
  "integration_types",
];

/** Discord answers without what is false or null by default. */
function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(
    ([key, item]) => item !== null && !(item === false && (key === "required" || key === "autocomplete")),
  );
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutDefaults(item)]));
}
