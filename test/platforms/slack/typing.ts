// Commands as a person types them on Slack, over the real models.

import { commandSpecs } from "../../../commands/index.ts";
import { isFault, UserError } from "../../../src/domain/errors/errors.ts";
import type { OptionValues } from "../../../src/domain/messages/invocation.ts";
import type { CommandSpec } from "../../../src/domain/messages/option.ts";
import type { Problem } from "../../../src/domain/messages/problem.ts";
import { supportedCommands } from "../../../src/platforms/slack/supported-commands.ts";
import { readArguments } from "../../../src/platforms/slack/arguments/read-arguments.ts";
import type { ParsedCommand } from "../../../src/platforms/slack/arguments/read-arguments.ts";
import { slackCatalog } from "../../catalog/catalog-fixtures.ts";

export const specs = supportedCommands(commandSpecs(slackCatalog));
export const specOf = (name: string): CommandSpec => {
  const spec = specs.find((one) => one.name === name);
  if (spec === undefined) throw new Error(`no command ${name}`);
  return spec;
};

/** As Slack writes what a person types. */
export const encoded = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

export const typed = (command: string, text: string): ParsedCommand => readArguments(text, specOf(command));
export const values = (text: string, command = "image"): OptionValues => typed(command, text).values;

export function refusal(command: string, text: string): UserError {
  try {
    typed(command, text);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`not refused: ${text}`);
}
export function problems(text: string, command = "image"): readonly Problem[] {
  const of = refusal(command, text);
  return isFault(of, "request.invalid") ? of.detail.problems : [];
}
