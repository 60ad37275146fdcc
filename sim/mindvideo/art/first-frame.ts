import { type Canvas, createCanvas, ImageData } from "@napi-rs/canvas";
import { type EncodedVideoChunk, Mp4Demuxer, VideoDecoder, type VideoFrame } from "@napi-rs/webcodecs";

/** A decoder holds back a few frames before it gives the first. */
const CHUNKS = 4;

/** The first picture of an MP4 or MOV. Throws when it cannot be decoded. */
export async function firstFrame(bytes: Uint8Array): Promise<Canvas> {
  const problems: Error[] = [];
  const error = (problem: Error): void => void problems.push(problem);
  const chunks: EncodedVideoChunk[] = [];
  const demuxer = new Mp4Demuxer({ videoOutput: (chunk) => void chunks.push(chunk), audioOutput: () => {}, error });
  await demuxer.loadBuffer(bytes);
  const config = demuxer.videoDecoderConfig;
  if (!config) throw problems[0] ?? new Error("no video track");
  await demuxer.demuxAsync(CHUNKS);
  const frames: VideoFrame[] = [];
  const decoder = new VideoDecoder({ output: (frame) => void frames.push(frame), error });
  try {
    decoder.configure(config);
    for (const chunk of chunks) decoder.decode(chunk);
    await decoder.flush();
    const [frame] = frames;
    if (!frame) throw problems[0] ?? new Error("no picture");
    return await toCanvas(frame);
  } finally {
    for (const frame of frames) frame.close();
    if (decoder.state !== "closed") decoder.close();
    demuxer.close();
  }
}

async function toCanvas(frame: VideoFrame): Promise<Canvas> {
  const { codedWidth: width, codedHeight: height } = frame;
  const pixels = new Uint8Array(width * height * 4);
  await frame.copyTo(pixels, { format: "RGBA" });
  const canvas = createCanvas(width, height);
  canvas.getContext("2d").putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), width, height), 0, 0);
  return canvas;
}
