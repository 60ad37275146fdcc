/** A picture a person might attach: a PNG. */
export async function samplePicture(): Promise<Uint8Array> {
  throw new Error("not built yet");
}

/** A short clip a person might attach: an MP4. */
export async function sampleClip(): Promise<Uint8Array> {
  throw new Error("not built yet");
}

/** A short voice-like recording: a WAV. */
export function sampleVoice(): Uint8Array {
  throw new Error("not built yet");
}
