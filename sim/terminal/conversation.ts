import { sampleClip, samplePicture, sampleVoice } from "../mindvideo/studio/sample-media.ts";
import type { OptionValues } from "../discord/simulator.ts";

/** One thing that a person types in the demo. */
export interface Line {
  readonly command: string;
  readonly values: OptionValues;
}

/** A picture from words, a clip from a picture, and a clip from a picture, a clip and a voice. */
export async function conversation(): Promise<readonly Line[]> {
  const picture = { name: "portrait.png", contentType: "image/png", bytes: samplePicture() };
  const clip = { name: "walk.mp4", contentType: "video/mp4", bytes: await sampleClip() };
  const voice = { name: "voice.wav", contentType: "audio/wav", bytes: sampleVoice() };
  return [
    { command: "image", values: { prompt: "A city at dusk after rain, gouache", size: "1:1", n: 2 } },
    {
      command: "video",
      values: { prompt: "She turns and smiles as the camera moves in", image: picture, duration: 3 },
    },
    {
      command: "r2v",
      values: {
        prompt: "图1中的人物走在城市街道上,镜头平稳跟拍",
        image: picture,
        voice,
        video: clip,
        resolution: "720P",
      },
    },
  ];
}

/** As the person sees their own command before Enter. */
export function typed({ command, values }: Line): string {
  const options = Object.entries(values).map(([name, value]) => {
    const shown = typeof value === "object" && "name" in value ? `⟨${value.name}⟩` : String(value);
    return `${name}: ${shown}`;
  });
  return `/${command} ${options.join("  ")}`;
}
