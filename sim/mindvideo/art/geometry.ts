import { fade, mix } from "./palette.ts";
import { between, pick, type Random } from "./random.ts";
import { glow, type Frame, vertical } from "./canvas.ts";

/** Discs, rings and bars that hang in balance and turn about each other: for prompts that name nothing to see. */
export function paintGeometry(frame: Frame): void {
  const { ctx, width, height, palette } = frame;
  const random = frame.random("balance");
  ctx.fillStyle = vertical(frame, [0, height], [palette.skyTop, palette.skyMiddle, palette.skyLow]);
  ctx.fillRect(0, 0, width, height);
  const side = Math.min(width, height);
  glow(frame, { x: width * between(random, 0.3, 0.7), y: height * 0.4, radius: side * 0.8, stops: [[0, fade(palette.sun, 0.5)], [1, fade(palette.sun, 0)]] }); // oxfmt-ignore
  for (let i = 0; i < 26; i++) paintShape(frame, random, i / 25);
}

function paintShape({ ctx, width, height, palette, time }: Frame, random: Random, rank: number): void {
  const side = Math.min(width, height);
  const orbit = (random() + time * 0.15 * (random() < 0.5 ? 1 : -1)) * Math.PI * 2;
  const far = side * between(random, 0.05, 0.52);
  const x = width / 2 + (Math.cos(orbit) * far * width) / side;
  const y = height * 0.44 + Math.sin(orbit) * far * 0.8;
  const size = side * between(random, 0.02, 0.2) * (1.15 - rank * 0.6);
  const colour = pick(random, [palette.accent, palette.second, palette.far, palette.near, palette.sun]);
  ctx.save();
  ctx.translate(x, y);
  ctx.rotate(orbit * 0.7);
  ctx.globalAlpha = between(random, 0.45, 0.92);
  const kind = random();
  if (kind < 0.45) paintDisc(ctx, size, colour);
  else if (kind < 0.7) paintRing(ctx, size, colour);
  else paintBar(ctx, size, mix(colour, palette.near, 0.2));
  ctx.restore();
}

function paintDisc(ctx: Frame["ctx"], size: number, colour: string): void {
  const gradient = ctx.createLinearGradient(-size, -size, size, size);
  gradient.addColorStop(0, mix(colour, "#ffffff", 0.3));
  gradient.addColorStop(1, colour);
  ctx.fillStyle = gradient;
  ctx.beginPath();
  ctx.arc(0, 0, size, 0, Math.PI * 2);
  ctx.fill();
}

function paintRing(ctx: Frame["ctx"], size: number, colour: string): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = size * 0.16;
  ctx.beginPath();
  ctx.arc(0, 0, size, 0, Math.PI * 1.6);
  ctx.stroke();
}

function paintBar(ctx: Frame["ctx"], size: number, colour: string): void {
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.roundRect(-size * 1.6, -size * 0.09, size * 3.2, size * 0.18, size * 0.09);
  ctx.fill();
}
