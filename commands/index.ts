import type { Catalog } from "../src/catalog/catalog.ts";
import { TerminalError } from "../src/domain/errors/errors.ts";
import type { CommandSpec } from "../src/domain/messages/option.ts";
import type { Command } from "./command.ts";
import { budget } from "./budget.ts";
import { help } from "./help.ts";
import { image } from "./image.ts";
import { jobs } from "./jobs.ts";
import { models } from "./models.ts";
import { r2v } from "./r2v.ts";
import { usage } from "./usage.ts";
import { video } from "./video.ts";

/** Every command there is. A new one is a file beside this, and a line here. */
const COMMANDS: readonly Command[] = [image, video, r2v, jobs, budget, usage, models, help];

/** By all that is typed: `image`, `budget set`. Null: there is no such command. */
export const commandNamed = (typed: string): Command | null =>
  COMMANDS.find((command) => pathsOf(command).includes(typed)) ?? null;

const pathsOf = ({ name, subcommands }: Command): readonly string[] =>
  subcommands === undefined ? [name] : subcommands.map((subcommand) => `${name} ${subcommand.name}`);

/**
 * The commands as every platform publishes them. One whose models are all switched off is not offered.
 * @throws TerminalError `catalog.broken`: a model names a command that does not exist
 */
export function commandSpecs(catalog: Catalog): readonly CommandSpec[] {
  const lost = catalog.models.filter(({ command }) => commandNamed(command)?.gives !== "generation");
  if (lost.length > 0) {
    const known = COMMANDS.filter(({ gives }) => gives === "generation").map(({ name }) => name);
    const faults = lost.map(({ slug, command }) => `${slug}: there is no command ${command}, only ${known.join(", ")}`);
    throw new TerminalError("catalog.broken", { detail: { faults } });
  }
  return COMMANDS.filter(({ name, gives }) => gives !== "generation" || catalog.forCommand(name).length > 0).map(
    ({ name, description, gives, options = [], subcommands }) => ({
      name,
      description,
      options: gives === "generation" ? catalog.options(name) : options,
      ...(subcommands === undefined ? {} : { subcommands }),
      answer: gives === "generation" ? "card" : "page",
    }),
  );
}
