import type { Option, Subcommand } from "../src/domain/messages/option.ts";

/** A slash command, before anything is known of models and platforms. */
export interface Command {
  readonly name: string;
  readonly description: string;
  /** What running it gives: a generation by one of the models that name this command, or a page to read. */
  readonly gives: "generation" | "models" | "help" | "budget" | "usage" | "jobs";
  /** Those of a generation come from its models instead. */
  readonly options?: readonly Option[];
  /** In place of options: `/budget set`. */
  readonly subcommands?: readonly Subcommand[];
}
