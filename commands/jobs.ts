import type { Option } from "../src/domain/messages/option.ts";
import type { Command } from "./command.ts";

const options: readonly Option[] = [
  {
    name: "member",
    title: "member",
    description: "Whose. Only budget managers see others.",
    required: false,
    kind: "member",
  },
  {
    name: "everyone",
    title: "everyone",
    description: "Everyone's. Only budget managers see others.",
    required: false,
    kind: "boolean",
  },
];

/** A member sees their own; the bot itself checks who asks. */
export const jobs: Command = {
  name: "jobs",
  description: "See your latest runs, and bring a result back into the channel.",
  gives: "jobs",
  options,
};
