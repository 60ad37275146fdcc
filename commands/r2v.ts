import type { Command } from "./command.ts";

export const r2v: Command = {
  name: "r2v",
  description: "Make a clip of the people and things in the images and videos you attach.",
  gives: "generation",
};
