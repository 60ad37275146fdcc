import { UserError } from "../../domain/errors/errors.ts";
import type { CommandSpec, Option } from "../../domain/messages/option.ts";

const isForSlack = ({ kind }: Option): boolean => kind !== "role";

/** The commands as Slack has them: there are no roles. Their names stay without the prefix. */
export const supportedCommands = (commands: readonly CommandSpec[]): readonly CommandSpec[] =>
  commands.map((spec) => ({
    ...spec,
    options: spec.options.filter(isForSlack),
    ...(spec.subcommands === undefined
      ? {}
      : {
          subcommands: spec.subcommands
            .filter(({ name }) => name !== "role")
            .map((one) => ({ ...one, options: one.options.filter(isForSlack) })),
        }),
  }));

/** What somebody types who knows the commands from elsewhere. @throws UserError `budget.no_roles` */
export function refuseRoles(command: string, word: string): void {
  if (command === "budget" && word === "role") throw new UserError("budget.no_roles");
}
