import type { Command } from "./command.ts";

export const video: Command = {
  name: "video",
  description: "Bring a picture to life: a clip that begins with the image you attach.",
  gives: "generation",
};
