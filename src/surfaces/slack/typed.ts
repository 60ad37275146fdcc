import type { OptionValues } from "../../domain/invocation.ts";
import type { CommandSpec } from "../../domain/option.ts";

export interface TypedCommand {
  /** With its subcommand: `budget set`. */
  readonly command: string;
  readonly values: OptionValues;
  /** Nothing was typed, or `--form`: the form is wanted, filled in with `values`. */
  readonly wantsForm: boolean;
}

/**
 * The text after a command, as Slack sends it.
 * @param spec One of `offered(...)`.
 * @throws UserError `request.invalid`, `budget.no_roles`
 */
export function readTyped(_text: string, _spec: CommandSpec): TypedCommand {
  throw new Error("not read yet");
}
