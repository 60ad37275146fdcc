// Encodes a film as H.264, with its sound, in an MP4.
import {
  AudioData,
  AudioEncoder,
  type EncodedVideoChunk,
  type EncodedVideoChunkMetadata,
  Mp4Muxer,
  VideoEncoder,
  VideoFrame,
} from "@napi-rs/webcodecs";
import type { Film } from "../art/painter.ts";

export interface FilmPlan {
  readonly film: Film;
  readonly seconds: number;
  /** Samples of one channel, at 48 kHz; undefined: a silent clip. */
  readonly sound: Float32Array | undefined;
}

const FRAMES_A_SECOND = 24;
const SAMPLES_A_SECOND = 48_000;
/** High profile, level 3.0: what every browser and phone plays, up to 720 × 576. */
const VIDEO_CODEC = "avc1.64001e";
const AUDIO_CODEC = "mp4a.40.2";

export async function encodeFilm({ film, seconds, sound }: FilmPlan): Promise<Uint8Array> {
  const video = await encodeFrames(film, seconds);
  /** Its index stays at the end: the muxer's "fastStart" points the sound track past the end of the file. */
  const muxer = new Mp4Muxer();
  muxer.addVideoTrack({ codec: VIDEO_CODEC, ...film.size, framerate: FRAMES_A_SECOND });
  if (sound) muxer.addAudioTrack({ codec: AUDIO_CODEC, sampleRate: SAMPLES_A_SECOND, numberOfChannels: 1 });
  for (const [chunk, metadata] of video) muxer.addVideoChunk(chunk, metadata);
  if (sound) await encodeSound(muxer, sound);
  const file = muxer.finalize();
  muxer.close();
  return file;
}

type Encoded = readonly [EncodedVideoChunk, EncodedVideoChunkMetadata | undefined];

async function encodeFrames(film: Film, seconds: number): Promise<readonly Encoded[]> {
  const chunks: Encoded[] = [];
  const problems: Error[] = [];
  const encoder = new VideoEncoder({
    output: (chunk, metadata) => void chunks.push([chunk, metadata]),
    error: (problem) => void problems.push(problem),
  });
  const { width, height } = film.size;
  encoder.configure({ codec: VIDEO_CODEC, width, height, framerate: FRAMES_A_SECOND, bitrate: width * height * 6 });
  const frames = Math.round(seconds * FRAMES_A_SECOND);
  for (let i = 0; i < frames; i++) {
    const timestamp = Math.round((i * 1e6) / FRAMES_A_SECOND);
    const frame = new VideoFrame(film.frame(i / frames), { timestamp, duration: 1e6 / FRAMES_A_SECOND });
    encoder.encode(frame, { keyFrame: i % FRAMES_A_SECOND === 0 });
    frame.close();
  }
  await encoder.flush();
  encoder.close();
  if (problems[0]) throw problems[0];
  return chunks;
}

async function encodeSound(muxer: Mp4Muxer, sound: Float32Array): Promise<void> {
  const problems: Error[] = [];
  const encoder = new AudioEncoder({
    output: (chunk, metadata) => muxer.addAudioChunk(chunk, metadata),
    error: (problem) => void problems.push(problem),
  });
  encoder.configure({ codec: AUDIO_CODEC, sampleRate: SAMPLES_A_SECOND, numberOfChannels: 1, bitrate: 64_000 });
  const about = { format: "f32-planar", sampleRate: SAMPLES_A_SECOND, numberOfChannels: 1, timestamp: 0 } as const;
  const data = new AudioData({ ...about, numberOfFrames: sound.length, data: sound });
  encoder.encode(data);
  data.close();
  await encoder.flush();
  encoder.close();
  if (problems[0]) throw problems[0];
}
