import type { Example } from "../../room/examples.ts";
import type { Sample } from "../../board/collections.ts";
import { fetchSample } from "../../room/sample-file.ts";
import type { CommandDraft, Field } from "../composer/draft.ts";

/** An example with what stands in its fields; a file by the sample's name. */
interface DiscordExample extends Example {
  readonly fields: Readonly<Record<string, string | number>>;
}

const exampleOf = (command: string, does: string, fields: DiscordExample["fields"]): DiscordExample => {
  const { prompt = "", ...others } = fields;
  return {
    command: `/${command}`,
    does,
    fields,
    words: String(prompt),
    files: Object.values(others).filter((value): value is string => String(value).includes(".")),
  };
};

export const EXAMPLES: readonly DiscordExample[] = [
  exampleOf("image", "makes pictures from words", { prompt: "A city at dusk after rain, gouache", n: 2 }),
  exampleOf("video", "brings a picture to life", {
    prompt: "She turns and smiles as the camera moves in",
    image: "portrait.png",
    duration: 3,
  }),
  exampleOf("r2v", "makes a clip with your people and things", {
    prompt: "The woman walks by the sea at golden hour, tracking shot",
    image: "portrait.png",
    video: "walk.mp4",
    voice: "voice.wav",
    resolution: "720P",
    duration: 3,
  }),
];

/** As if it had been typed, with its files attached. */
export async function draftOf(example: Example, samples: ReadonlyMap<string, Sample>): Promise<CommandDraft> {
  const { fields = {}, command } = EXAMPLES.find((one) => one.command === example.command) ?? {};
  const filled = Object.entries(fields).map(async ([name, value]): Promise<Field> => {
    const sample = samples.get(String(value));
    return sample
      ? { name, text: "", picked: null, file: await fetchSample(sample) }
      : { name, text: String(value), picked: value, file: null };
  });
  return { kind: "command", path: (command ?? "").slice(1), fields: await Promise.all(filled) };
}
