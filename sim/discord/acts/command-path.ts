// From what the person types, "budget set", to the command, its group and its subcommand.
import {
  ApplicationCommandOptionType,
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
} from "discord-api-types/v10";
import { ClientRefusal } from "../../kit/client-refusal.ts";

const { Subcommand, SubcommandGroup } = ApplicationCommandOptionType;

export interface CommandPath {
  readonly command: Pick<APIApplicationCommand, "id" | "name" | "type" | "guild_id">;
  /** The options of the subcommand, or of the command when it has none. */
  readonly options: readonly APIApplicationCommandBasicOption[];
  /** Puts filled options where the payload wants them. */
  wrap(filled: readonly object[]): readonly object[];
}

export function followPath(command: APIApplicationCommand, words: readonly string[]): CommandPath {
  let options: readonly APIApplicationCommandOption[] = command.options ?? [];
  const steps: { readonly name: string; readonly type: number }[] = [];
  for (const word of words) {
    const step = options.find(({ name, type }) => name === word && (type === Subcommand || type === SubcommandGroup));
    if (!step) throw new ClientRefusal(`/${command.name} has no subcommand "${word}"`);
    steps.push({ name: step.name, type: step.type });
    options = ("options" in step ? step.options : undefined) ?? [];
  }
  if (options.some(({ type }) => type === Subcommand || type === SubcommandGroup)) {
    throw new ClientRefusal(`/${command.name} needs a subcommand`);
  }
  const wrap = (filled: readonly object[]): readonly object[] =>
    steps.toReversed().reduce<readonly object[]>((inner, step) => [{ ...step, options: inner }], filled);
  return { command, options: options as readonly APIApplicationCommandBasicOption[], wrap };
}
