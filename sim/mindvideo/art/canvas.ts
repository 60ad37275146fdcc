import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Palette } from "./palette.ts";
import { type Random, randomFrom } from "./random.ts";

/** Where a scene is painted. Everything is measured in the frame's own width and height. */
export interface Frame {
  readonly ctx: SKRSContext2D;
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  /** What the prompt says, for details a scene may add. */
  readonly prompt: string;
  /** How far the clip has played, 0 to 1; a picture stands still at 0. */
  readonly time: number;
  /** A part of the scene asks for its numbers by name, so that one part's changes leave the others alone. */
  readonly random: (part: string) => Random;
}

export type Scene = (frame: Frame) => void;

export function partRandom(seed: number): Frame["random"] {
  return (part) => randomFrom(seed ^ Math.imul(part.length + 1, 0x9e3779b1) ^ (part.charCodeAt(0) << 7));
}

/** Fills below a line that runs from the left edge to the right; `y(x)` for x in 0 to 1 gives pixels. */
export function fillBelow(
  { ctx, width, height }: Frame,
  y: (x: number) => number,
  fill: SKRSContext2D["fillStyle"],
): void {
  const steps = 160;
  ctx.fillStyle = fill;
  ctx.beginPath();
  ctx.moveTo(0, height);
  for (let i = 0; i <= steps; i++) ctx.lineTo((i / steps) * width, y(i / steps));
  ctx.lineTo(width, height);
  ctx.closePath();
  ctx.fill();
}

export interface Glow {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly stops: readonly (readonly [number, string])[];
}

/** A soft round light. */
export function glow({ ctx }: Pick<Frame, "ctx">, { x, y, radius, stops }: Glow): void {
  const gradient = ctx.createRadialGradient(x, y, 0, x, y, radius);
  for (const [at, colour] of stops) gradient.addColorStop(at, colour);
  ctx.fillStyle = gradient;
  ctx.fillRect(x - radius, y - radius, radius * 2, radius * 2);
}

export function vertical(
  frame: Frame,
  [top, bottom]: readonly [number, number],
  colours: readonly string[],
): CanvasGradient {
  const gradient = frame.ctx.createLinearGradient(0, top, 0, bottom);
  for (const [i, colour] of colours.entries()) gradient.addColorStop(i / Math.max(1, colours.length - 1), colour);
  return gradient;
}

type CanvasGradient = ReturnType<SKRSContext2D["createLinearGradient"]>;
