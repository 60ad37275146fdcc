import type { Canvas, SKRSContext2D } from "@napi-rs/canvas";
import { createCanvas } from "@napi-rs/canvas";
import { font } from "./font.ts";
import { fade, mix, type Palette } from "./palette.ts";
import { shorten, wrap } from "./wrap.ts";

export interface Caption {
  readonly model: string;
  readonly prompt: string;
  /** Size, seed, number…: short facts, in a row below the prompt. */
  readonly facts: readonly string[];
  /** A player's controls lie over the foot of a clip. */
  readonly at: "head" | "foot";
}

export interface Panel extends Box {
  readonly at: Caption["at"];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Measures {
  readonly text: number;
  readonly small: number;
  readonly padding: number;
  readonly panel: Box;
}

/** Writes the caption onto a panel of frosted glass. Returns where the panel is. */
export function paintCaption(canvas: Canvas, caption: Caption, palette: Palette): Panel {
  const ctx = canvas.getContext("2d");
  const text = Math.max(12, 0.029 * Math.sqrt(canvas.width * canvas.height));
  const margin = text * 0.9;
  ctx.font = font(500, text);
  const lines = wrap(ctx, caption.prompt, { width: canvas.width - margin * 2 - text * 1.8, lines: 2 });
  const shown = lines.filter((line) => line !== "");
  const height = text * (shown.length * 1.38 + 2.75);
  const y = caption.at === "head" ? margin : canvas.height - margin - height;
  const panel = { x: margin, y, width: canvas.width - margin * 2, height };
  const measures = { text, small: text * 0.72, padding: text * 0.9, panel };
  paintGlass(canvas, measures, palette);
  ctx.fillStyle = "#ffffff";
  ctx.textBaseline = "alphabetic";
  ctx.font = font(500, text);
  for (const [i, line] of shown.entries()) {
    ctx.fillText(line, panel.x + measures.padding, panel.y + measures.padding + text * (0.78 + i * 1.38));
  }
  paintFacts(ctx, { caption, measures, palette });
  return { ...panel, at: caption.at };
}

/** What lies behind the panel shows through it blurred: drawn small and then large again. */
function paintGlass(canvas: Canvas, { panel, text }: Measures, palette: Palette): void {
  const ctx = canvas.getContext("2d");
  const [width, height] = [Math.max(2, Math.round(panel.width / text)), Math.max(2, Math.round(panel.height / text))];
  const small = createCanvas(width, height);
  small.getContext("2d").drawImage(canvas, panel.x, panel.y, panel.width, panel.height, 0, 0, width, height);
  ctx.save();
  ctx.beginPath();
  ctx.roundRect(panel.x, panel.y, panel.width, panel.height, text * 0.7);
  ctx.clip();
  ctx.imageSmoothingQuality = "high";
  ctx.drawImage(small, panel.x, panel.y, panel.width, panel.height);
  ctx.fillStyle = fade(mix("#0b0d14", palette.near, 0.3), 0.66);
  ctx.fillRect(panel.x, panel.y, panel.width, panel.height);
  ctx.restore();
  ctx.strokeStyle = fade("#ffffff", 0.2);
  ctx.lineWidth = Math.max(1, text / 22);
  ctx.beginPath();
  ctx.roundRect(panel.x, panel.y, panel.width, panel.height, text * 0.7);
  ctx.stroke();
}

/** The model as a coloured tag, then the facts; as many as there is room for. */
function paintFacts(
  ctx: SKRSContext2D,
  { caption, measures, palette }: { caption: Caption; measures: Measures; palette: Palette },
): void {
  const { small, padding, panel } = measures;
  const base = panel.y + panel.height - padding * 0.95;
  const right = panel.x + panel.width - padding;
  ctx.font = font(700, small);
  const model = shorten(ctx, caption.model, panel.width * 0.6);
  const tag = ctx.measureText(model).width + small;
  ctx.fillStyle = mix(palette.accent, "#ffffff", 0.12);
  ctx.beginPath();
  ctx.roundRect(panel.x + padding, base - small * 1.16, tag, small * 1.6, small * 0.45);
  ctx.fill();
  ctx.fillStyle = "#15161c";
  ctx.fillText(model, panel.x + padding + small / 2, base);
  ctx.font = font(400, small);
  ctx.fillStyle = fade("#ffffff", 0.82);
  let x = panel.x + padding + tag + small;
  for (const fact of caption.facts) {
    const { width } = ctx.measureText(fact);
    if (x + width > right) return;
    ctx.fillText(fact, x, base);
    x += width + small * 1.2;
  }
}
