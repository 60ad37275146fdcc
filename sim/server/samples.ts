// Files for whoever has none at hand: what the three examples attach.

import { sampleClip, samplePicture, sampleVoice } from "../mindvideo/studio/sample-media.ts";
import type { Board } from "./board.ts";
import type { ServedFile } from "./room-host.ts";

export type Samples = ReadonlyMap<string, Promise<ServedFile>>;

/** They are painted while the page loads; who asks earlier waits. */
export function showSamples(board: Board): Samples {
  const samples: Samples = new Map(
    [
      served("portrait.png", "image/png", async () => await Promise.resolve(samplePicture())),
      served("walk.mp4", "video/mp4", sampleClip),
      served("voice.wav", "audio/wav", async () => await Promise.resolve(sampleVoice())),
    ].map(({ name, contentType, file }) => {
      board.put("samples", name, { name, contentType, url: `/samples/${name}` });
      return [name, file];
    }),
  );
  return samples;
}

function served(name: string, contentType: string, make: () => Promise<Uint8Array>) {
  const file = Promise.resolve().then(async () => ({ name, contentType, bytes: await make() }));
  // Told to whoever asks for it.
  file.catch(() => {});
  return { name, contentType, file };
}
