import type { Command } from "./command.ts";

export const help: Command = { name: "help", description: "Show what each command does.", gives: "help" };
