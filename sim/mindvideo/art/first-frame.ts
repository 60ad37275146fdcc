import { type Canvas, createCanvas, ImageData } from "@napi-rs/canvas";
import { Mp4Demuxer, VideoDecoder, type VideoFrame } from "@napi-rs/webcodecs";

/** The first picture of an MP4 or MOV. Throws when it cannot be decoded. */
export async function firstFrame(bytes: Uint8Array): Promise<Canvas | undefined> {
  const frames: VideoFrame[] = [];
  const problems: Error[] = [];
  const error = (problem: Error): void => void problems.push(problem);
  const decoder = new VideoDecoder({ output: (frame) => void frames.push(frame), error });
  const demuxer = new Mp4Demuxer({ videoOutput: (chunk) => decoder.decode(chunk), audioOutput: () => {}, error });
  await demuxer.loadBuffer(bytes);
  if (!demuxer.videoDecoderConfig) throw problems[0] ?? new Error("no video track");
  decoder.configure(demuxer.videoDecoderConfig);
  await demuxer.demuxAsync(4);
  await decoder.flush();
  const [frame] = frames;
  const canvas = frame && (await toCanvas(frame));
  for (const each of frames) each.close();
  demuxer.close();
  decoder.close();
  return canvas;
}

async function toCanvas(frame: VideoFrame): Promise<Canvas> {
  const { codedWidth: width, codedHeight: height } = frame;
  const pixels = new Uint8Array(width * height * 4);
  await frame.copyTo(pixels, { format: "RGBA" });
  const canvas = createCanvas(width, height);
  canvas.getContext("2d").putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), width, height), 0, 0);
  return canvas;
}
