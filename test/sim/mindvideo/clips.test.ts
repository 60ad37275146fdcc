// A clip that no player opens would make every test of video delivery worthless, and the demo's player stay black.
import { expect, it } from "vitest";
import { firstFrame } from "../../../sim/mindvideo/art/first-frame.ts";
import { clipSeconds } from "../../../sim/mindvideo/rules/clip-length.ts";
import { sampleClip, samplePicture, sampleVoice } from "../../../sim/mindvideo/studio/sample-media.ts";
import type { SimMedia } from "../../../sim/mindvideo/simulator.ts";
import { SAMPLES, startQuiet, type Visitor } from "./visitor.ts";

/** The names of the boxes of a level, with where their contents begin and end. */
function boxes(bytes: Uint8Array, start = 0, end = bytes.length): { name: string; start: number; end: number }[] {
  const buffer = Buffer.from(bytes);
  const found = [];
  for (let at = start; at < end; at += buffer.readUInt32BE(at)) {
    found.push({ name: buffer.toString("latin1", at + 4, at + 8), start: at + 8, end: at + buffer.readUInt32BE(at) });
  }
  return found;
}

function tracks(bytes: Uint8Array): string[] {
  const moov = boxes(bytes).find(({ name }) => name === "moov");
  const inside = moov ? boxes(bytes, moov.start, moov.end) : [];
  return inside.flatMap(({ name, start, end }) =>
    name === "trak" ? Buffer.from(bytes).toString("latin1", start, end) : [],
  );
}

async function filmed(visitor: Visitor, model: "wan2-6-i2v-flash" | "wan2-7-r2v", input: object): Promise<SimMedia> {
  const id = await visitor.create(model, input);
  await visitor.finish(id);
  const media = visitor.simulator.tasks.find((task) => task.id === id)?.media[0];
  if (!media) throw new Error("no clip");
  return media;
}

it("a clip is an MP4 with H.264 and sound, in the shape asked for, that decodes", async () => {
  await using visitor = await startQuiet({ media: "full" });
  const clip = await filmed(visitor, "wan2-7-r2v", { ...SAMPLES["wan2-7-r2v"], size: "9:16" });
  const names = boxes(clip.bytes).map(({ name }) => name);
  expect(names[0]).toBe("ftyp");
  expect(names).toContain("moov");
  expect(names).toContain("mdat");
  expect(tracks(clip.bytes)).toEqual([expect.stringContaining("avc1"), expect.stringContaining("mp4a")]);
  expect(clipSeconds(clip.bytes)).toBeCloseTo(2, 1);
  const frame = await firstFrame(clip.bytes);
  expect([frame?.width, frame?.height]).toEqual([360, 640]);
  expect([clip.width, clip.height]).toEqual([360, 640]);
});

it("a clip without sound has no sound track, and one that starts from a picture has its shape", async () => {
  await using visitor = await startQuiet({ media: "full" });
  const picture = `data:image/png;base64,${Buffer.from(samplePicture()).toString("base64")}`;
  const clip = await filmed(visitor, "wan2-6-i2v-flash", { image_urls: [picture], audio: false, duration: 2 });
  expect(tracks(clip.bytes)).toEqual([expect.stringContaining("avc1")]);
  expect([clip.width, clip.height]).toEqual([480, 640]);
});

it("a reference that is no clip, whatever it says, does not stop the clip", async () => {
  await using visitor = await startQuiet({ media: "full" });
  const wrong = `data:image/png;base64,${Buffer.from(sampleVoice()).toString("base64")}`;
  const clip = await filmed(visitor, "wan2-6-i2v-flash", { image_urls: [wrong], duration: 2 });
  expect([clip.width, clip.height]).toEqual([640, 360]);
  await expect(firstFrame(samplePicture())).rejects.toThrow("closed codec");
  await expect(firstFrame(sampleVoice())).rejects.toThrow("no video track");
});

it("the small clips for load tests are clips too, and no two are alike", async () => {
  await using visitor = await startQuiet({ media: "tiny" });
  const first = await filmed(visitor, "wan2-7-r2v", SAMPLES["wan2-7-r2v"]);
  const second = await filmed(visitor, "wan2-7-r2v", SAMPLES["wan2-7-r2v"]);
  expect(boxes(first.bytes).at(-1)?.name).toBe("free");
  expect(await firstFrame(first.bytes)).toBeDefined();
  expect(first.sha256).not.toBe(second.sha256);
});

it("the length of what is no clip is unknown", () => {
  expect(clipSeconds(new Uint8Array())).toBeUndefined();
  expect(clipSeconds(samplePicture())).toBeUndefined();
  expect(clipSeconds(new TextEncoder().encode("\0\0\0\x08moov\0\0\0\x10mvhd"))).toBeUndefined();
});

it("the samples to attach are what they say", async () => {
  const picture = Buffer.from(samplePicture());
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([768, 1024]);
  const clip = await sampleClip();
  expect(clipSeconds(clip)).toBeCloseTo(2, 1);
  const frame = await firstFrame(clip);
  expect([frame?.width, frame?.height]).toEqual([480, 270]);
  const voice = Buffer.from(sampleVoice());
  expect(voice.toString("latin1", 0, 4) + voice.toString("latin1", 8, 12)).toBe("RIFFWAVE");
  expect(voice.readUInt32LE(40) / voice.readUInt32LE(28)).toBe(3);
  expect(Math.max(...new Int16Array(voice.buffer.slice(44)))).toBeGreaterThan(5_000);
});
