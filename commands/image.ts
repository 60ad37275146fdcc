import type { Command } from "./command.ts";

export const image: Command = {
  name: "image",
  description: "Make pictures from a prompt, or edit the ones you attach.",
  gives: "generation",
};
