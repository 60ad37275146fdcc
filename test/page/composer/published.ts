import type { APIApplicationCommand } from "discord-api-types/v10";
import { linesOf } from "../../../sim/page/discord/composer/options.ts";
import type { CommandLine } from "../../../sim/page/discord/composer/options.ts";

const command = (name: string, options: readonly object[], needed: string | null = null): APIApplicationCommand =>
  // What else a published command has is of no concern to the composer.
  ({ type: 1, name, description: `what ${name} does`, default_member_permissions: needed, options }) as never;

export const PUBLISHED: readonly APIApplicationCommand[] = [
  command("draw", [
    { type: 3, name: "words", description: "what to draw", max_length: 10 },
    { type: 4, name: "n", description: "how many", min_value: 1, max_value: 4 },
    { type: 3, name: "size", description: "how large", choices: [{ name: "wide", value: "16:9" }, { name: "lost" }] },
    { type: 11, name: "picture", description: "to begin with", file_types: ["image"] },
    { type: 11, name: "sound", description: "to hear", file_types: [".wav"] },
    { type: 3, name: "style", description: "the bot knows", autocomplete: true },
  ]),
  command("purse", [
    { type: 1, name: "show", description: "look into it" },
    {
      type: 1,
      name: "set",
      description: "fill it",
      options: [
        { type: 6, name: "member", description: "whose" },
        { type: 10, name: "amount", description: "how much", required: true },
      ],
    },
  ]),
  command("close", [], "32"),
];

export function lineOf(path: string, permissions = "0"): CommandLine {
  const line = linesOf(PUBLISHED, permissions).find((one) => one.path === path);
  if (!line) throw new Error(`there is no /${path}`);
  return line;
}
