// Turns a brief into a picture or into the frames of a clip.
import { type Canvas, createCanvas } from "@napi-rs/canvas";
import { numberAt, textAt } from "../api/json.ts";
import { clipSize, pictureSize, type Size } from "../rules/sizes.ts";
import { type Brief, paletteAsked, promptOf } from "./brief.ts";
import { paintCaption } from "./caption.ts";
import type { Caption } from "./caption.ts";
import { cover, paintInsets } from "./insets.ts";
import { coloursOf, look, type Seen } from "./look.ts";
import { motifFor } from "./motif.ts";
import { type Palette, paletteFor, paletteFrom } from "./palette.ts";
import { hash } from "./random.ts";
import { partRandom } from "./canvas.ts";

/** So that nobody takes a painted scene for what the model would make. */
const SIMULATED = "simulated";

export interface Studies {
  readonly brief: Brief;
  readonly seen: readonly Seen[];
  /** Undefined: the prompt decides. */
  readonly palette: Palette | undefined;
}

/** What all pictures of a request share. */
export async function study(brief: Brief): Promise<Studies> {
  const seen = await look(brief);
  const asked = paletteAsked(brief);
  const [first] = seen.flatMap(({ inset }) => inset.picture ?? []);
  const colours = asked.length > 0 ? asked : first ? coloursOf(first) : [];
  return { brief, seen, palette: colours.length > 0 ? paletteFrom(colours) : undefined };
}

/** Picture `index` of `count`. */
export function paintPicture(studies: Studies, { index, count }: { index: number; count: number }): Canvas {
  const { brief, seen } = studies;
  const last = seen.findLast(({ reference }) => reference.field === "image_urls")?.inset.picture;
  const size = pictureSize(brief.model, brief.input, last && { width: last.width, height: last.height });
  const canvas = createCanvas(size.width, size.height);
  const seed = hash(`${brief.seed}/${index}`);
  const palette = studies.palette ?? paletteFor(promptOf(brief), seed);
  paintScene(canvas, { studies, seed, palette, time: 0 });
  const facts = [
    `${size.width} × ${size.height}`,
    `seed ${brief.seed}`,
    ...(count > 1 ? [`${index + 1} / ${count}`] : []),
    SIMULATED,
  ];
  paintOverlay(canvas, { studies, palette, facts, at: "foot" });
  return canvas;
}

export interface Film {
  readonly size: Size;
  /** The frame at `time`, 0 to 1, always painted on the same canvas. */
  frame(time: number): Canvas;
}

/** A clip: the first frame comes alive where there is one, else the scene itself moves. */
export function paintFilm(studies: Studies): Film {
  const { brief, seen } = studies;
  const start = seen.find(({ reference }) => isFirstFrame(brief, reference.field, reference.role))?.inset.picture;
  const size = clipSize(brief.input, start && { width: start.width, height: start.height });
  const palette = studies.palette ?? paletteFor(promptOf(brief), brief.seed);
  const canvas = createCanvas(size.width, size.height);
  const overlay = createCanvas(size.width, size.height);
  let overlaid = false;
  return {
    size,
    frame(time) {
      if (start) cover(canvas, start, { x: 0, y: 0, ...size, zoom: 1 + 0.16 * time });
      else paintScene(canvas, { studies, seed: brief.seed, palette, time });
      if (!overlaid) paintOverlay(overlay, { studies, palette, facts: clipFacts(brief), at: "head" });
      overlaid = true;
      canvas.getContext("2d").drawImage(overlay, 0, 0);
      return canvas;
    },
  };
}

function isFirstFrame({ input }: Brief, field: string, role: string | undefined): boolean {
  return role === "first_frame" || (field === "image_urls" && !("image_with_roles" in input));
}

function clipFacts({ input, seed }: Brief): string[] {
  const asked = [`${numberAt(input, "duration") ?? 5} s`, textAt(input, "resolution") ?? "1080p"];
  return [...asked, `seed ${seed}`, SIMULATED];
}

interface SceneOrder {
  readonly studies: Studies;
  readonly seed: number;
  readonly palette: Palette;
  readonly time: number;
}

function paintScene(canvas: Canvas, { studies, seed, palette, time }: SceneOrder): void {
  const { width, height } = canvas;
  const prompt = promptOf(studies.brief);
  const paint = motifFor(prompt, studies.brief.seed);
  paint({ ctx: canvas.getContext("2d"), width, height, palette, prompt, time, random: partRandom(seed) });
}

interface OverlayOrder extends Pick<Caption, "facts" | "at"> {
  readonly studies: Studies;
  readonly palette: Palette;
}

function paintOverlay(canvas: Canvas, { studies, palette, facts, at }: OverlayOrder): void {
  const caption = { model: studies.brief.model, prompt: promptOf(studies.brief), facts, at };
  const panel = paintCaption(canvas, caption, palette);
  const insets = studies.seen.map(({ inset }) => inset);
  paintInsets(canvas, insets, panel);
}
