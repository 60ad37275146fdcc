import type { CommandSpec } from "../../domain/option.ts";

/** The commands as Slack has them: there are no roles. Their names stay without the prefix. */
export function offered(_commands: readonly CommandSpec[]): readonly CommandSpec[] {
  throw new Error("not offered yet");
}
