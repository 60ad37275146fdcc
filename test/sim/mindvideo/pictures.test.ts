// A person has to see at a glance that the right request came out: wrong sizes or boxes for Chinese would hide bugs.
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { describe, expect, it } from "vitest";
import { font } from "../../../sim/mindvideo/art/font.ts";
import { wrap } from "../../../sim/mindvideo/art/wrap.ts";
import { encodePng } from "../../../sim/mindvideo/studio/png.ts";
import type { SimMedia } from "../../../sim/mindvideo/simulator.ts";
import { startQuiet, type Visitor } from "./visitor.ts";

type Rgb = readonly [red: number, green: number, blue: number];
const isGreen = ([r, g]: Rgb): boolean => g > r + 15;
const isRed = ([r, g]: Rgb): boolean => r > g + 15;
const isMagenta = ([r, g, b]: Rgb): boolean => r > 240 && g < 20 && b > 240;

function palette(...hexes: readonly string[]): object {
  return { color_palette: hexes.map((hex, i) => ({ hex, ratio: i > 0 ? "33.00%" : "34.00%" })) };
}

const SMALL = { size: "1:1", resolution: "1K" };

async function painted(visitor: Visitor, input: object): Promise<readonly SimMedia[]> {
  const id = await visitor.create("wan2-7-image", { ...SMALL, ...input });
  await visitor.finish(id);
  const task = visitor.simulator.tasks.find((each) => each.id === id);
  expect(task?.error).toBeUndefined();
  return task?.media ?? [];
}

/** How many pixels satisfy a test of red, green and blue. */
async function count({ bytes }: SimMedia, test: (rgb: Rgb) => boolean): Promise<number> {
  const image = await loadImage(Buffer.from(bytes));
  const canvas = createCanvas(image.width, image.height);
  const ctx = canvas.getContext("2d");
  ctx.drawImage(image, 0, 0);
  const { data } = ctx.getImageData(0, 0, image.width, image.height);
  let found = 0;
  for (let i = 0; i < data.length; i += 4) if (test([data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0])) found++;
  return found;
}

function ink(text: string): string {
  const ctx = createCanvas(64, 64).getContext("2d");
  ctx.font = font(500, 48);
  ctx.fillText(text, 4, 52);
  return Buffer.from(ctx.getImageData(0, 0, 64, 64).data).toString("base64");
}

function plainPng(colour: string): Uint8Array {
  const canvas = createCanvas(400, 300);
  const ctx = canvas.getContext("2d");
  ctx.fillStyle = colour;
  ctx.fillRect(0, 0, 400, 300);
  return encodePng({ width: 400, height: 300, rgba: canvas.data() });
}

describe("a picture", () => {
  it("is a PNG of the size asked for that says what it shows", async () => {
    await using visitor = await startQuiet({ media: "full" });
    const [picture] = await painted(visitor, { prompt: "云海之上", size: "16:9", seed: 5 });
    const bytes = Buffer.from(picture?.bytes ?? []);
    expect(bytes.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1280, 720]);
    expect([picture?.width, picture?.height]).toEqual([1280, 720]);
    const decoded = await loadImage(bytes);
    expect([decoded.width, decoded.height]).toEqual([1280, 720]);
    expect(bytes.includes(Buffer.from("云海之上"))).toBe(true);
  });

  it("is the same for the same seed, and another for each number and each task", async () => {
    await using visitor = await startQuiet({ media: "full" });
    const first = await painted(visitor, { prompt: "sea", seed: 5, n: 2 });
    const again = await painted(visitor, { prompt: "sea", seed: 5, n: 2 });
    const other = await painted(visitor, { prompt: "sea", n: 2 });
    expect(again.map(({ sha256 }) => sha256)).toEqual(first.map(({ sha256 }) => sha256));
    expect(new Set([...first, ...other].map(({ sha256 }) => sha256)).size).toBe(4);
  });

  it("keeps to the colours asked for", async () => {
    await using visitor = await startQuiet({ media: "full" });
    const [green] = await painted(visitor, { prompt: "hills", seed: 1, ...palette("#003300", "#11aa33", "#bbffcc") });
    const [red] = await painted(visitor, { prompt: "hills", seed: 1, ...palette("#330000", "#aa1133", "#ffbbcc") });
    if (!green || !red) throw new Error("no picture");
    expect(await count(green, isGreen)).toBeGreaterThan(500_000);
    expect(await count(green, isRed)).toBeLessThan(20_000);
    expect(await count(red, isRed)).toBeGreaterThan(500_000);
  });

  it("shows its references", async () => {
    await using visitor = await startQuiet({ media: "full" });
    const uri = `data:image/png;base64,${Buffer.from(plainPng("#ff00ff")).toString("base64")}`;
    const colours = palette("#001122", "#88aabb", "#eeeeee");
    const [shown] = await painted(visitor, { prompt: "hills", image_urls: [uri], ...colours, size: "1024x1024" });
    const [without] = await painted(visitor, { prompt: "hills", ...colours });
    if (!shown || !without) throw new Error("no picture");
    expect(await count(shown, isMagenta)).toBeGreaterThan(3_000);
    expect(await count(without, isMagenta)).toBe(0);
  });

  it("is painted while the server goes on answering", async () => {
    await using visitor = await startQuiet({ media: "full", manual: true });
    const id = await visitor.create("wan2-7-image", { prompt: "city", n: 4 });
    const done = visitor.simulator.tasks[0]?.advance("succeeded");
    for (let i = 0; i < 5; i++) expect((await visitor.show(id))["status"]).toBe("processing");
    expect(await Promise.race([done, Promise.resolve("still painting")])).toBe("still painting");
    await done;
  });
});

describe("a caption", () => {
  it("has a shape of its own for every character, Chinese ones too", () => {
    const shapes = Array.from("云海之上的漂浮瀑布图视频,。、é — ж", ink);
    expect(new Set(shapes).size).toBe(new Set("云海之上的漂浮瀑布图视频,。、é — ж").size);
    expect(shapes).not.toContain(ink("\u{10fffd}"));
  });

  it("breaks between Chinese characters and between words, and ends what is too long", () => {
    const ctx = createCanvas(10, 10).getContext("2d");
    ctx.font = font(400, 10);
    const width = ctx.measureText("云云云云云云").width;
    expect(wrap(ctx, "云海之上的漂浮瀑布群,晨雾", { width, lines: 2 })).toEqual([
      "云海之上的漂",
      expect.stringMatching(/^浮瀑布群.*…$/),
    ]);
    expect(wrap(ctx, "two  words\nhere 🎨", { width, lines: 3 })).toEqual(["two words", "here"]);
    expect(wrap(ctx, "", { width, lines: 2 })).toEqual([""]);
  });
});
