// Choices of an option, published or answered to an autocomplete.
// https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure
import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { Fields } from "./fields.ts";

const CHOICES_MAX = 25;
const O = ApplicationCommandOptionType;

/** Answers with how many characters count towards the command's total. */
export function checkChoices(fields: Fields, type: ApplicationCommandOptionType | undefined): number {
  const names = new Set<string>();
  let chars = 0;
  for (const { form, value: raw } of fields.list("choices", { max: CHOICES_MAX }) ?? []) {
    const choice = Fields.read(form, raw);
    const name = choice?.text("name", { min: 1, max: 100, required: true });
    if (!choice || name === undefined) continue;
    const value = readValue(choice, type);
    if (names.has(name)) {
      form
        .at("name")
        .fail("APPLICATION_COMMAND_OPTIONS_CHOICES_NAME_ALREADY_EXISTS", "Option choice name already exists");
    }
    names.add(name);
    chars += name.length + String(value ?? "").length;
  }
  return chars;
}

function readValue(choice: Fields, type: ApplicationCommandOptionType | undefined): string | number | undefined {
  if (type === O.String) return choice.text("value", { max: 100, required: true });
  if (type === O.Integer) return choice.integer("value", { required: true });
  return type === O.Number ? choice.number("value", { required: true }) : undefined;
}
