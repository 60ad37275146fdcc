import type { Command } from "./command.ts";

export const models: Command = {
  name: "models",
  description: "Show the models, what they take and what they cost.",
  gives: "models",
};
