import { fade, mix } from "./palette.ts";
import { between, type Random, ridge } from "./random.ts";
import { paintSky } from "./sky.ts";
import { fillBelow, type Frame, vertical } from "./canvas.ts";

const LAYERS = 5;

/** Firs behind firs, the farther the paler, with mist on the ground between them. */
export function paintForest(frame: Frame): void {
  const { ctx, width, height, palette } = frame;
  paintSky(frame, { horizon: 0.68, clouds: 6 });
  for (let layer = 0; layer < LAYERS; layer++) {
    const depth = layer / (LAYERS - 1);
    const random = frame.random(`${layer}firs`);
    const line = ridge(random);
    const base = height * (0.5 + 0.42 * depth);
    const ground = (x: number): number => base - line(x * 1.3) * height * 0.05;
    const colour = mix(mix(palette.skyLow, palette.far, 0.45 + 0.3 * depth), palette.near, depth ** 1.4);
    paintFirs(frame, { ground, depth, random, colour });
    fillBelow(
      frame,
      ground,
      vertical(
        frame,
        [base - height * 0.05, base + height * 0.2],
        [colour, mix(colour, palette.skyLow, 0.3 * (1 - depth))],
      ),
    );
    if (depth === 1) continue;
    const mist = mix(palette.skyLow, palette.sun, 0.35);
    ctx.fillStyle = vertical(
      frame,
      [base - height * 0.1, base + height * 0.11],
      [fade(mist, 0), fade(mist, palette.night ? 0.2 : 0.55), fade(mist, 0)],
    );
    ctx.fillRect(0, base - height * 0.1, width, height * 0.21);
  }
}

interface Row {
  readonly ground: (x: number) => number;
  readonly depth: number;
  readonly random: Random;
  readonly colour: string;
}

function paintFirs(frame: Frame, { ground, depth, random, colour }: Row): void {
  const { width, height, time } = frame;
  const size = Math.min(width, height) * (0.09 + 0.2 * depth);
  const step = (size / width) * 0.34;
  const drift = -time * (0.02 + 0.06 * depth);
  for (let x = -0.1 + drift; x < 1.15; x += step * between(random, 0.6, 1.6)) {
    paintFir(frame, { x: x * width, y: ground(x) + size * 0.05, tall: size * between(random, 0.55, 1.1), colour });
  }
}

function paintFir(
  { ctx }: Frame,
  { x, y, tall, colour }: { x: number; y: number; tall: number; colour: string },
): void {
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.moveTo(x, y - tall);
  for (let tier = 1; tier <= 4; tier++) {
    const half = tall * 0.062 * tier;
    const low = y - tall + (tall * 0.94 * tier) / 4;
    ctx.lineTo(x + half, low);
    ctx.lineTo(x + half * 0.55, low - tall * 0.02);
  }
  ctx.lineTo(x + tall * 0.02, y);
  ctx.lineTo(x - tall * 0.02, y);
  for (let tier = 4; tier >= 1; tier--) {
    const half = tall * 0.062 * tier;
    const low = y - tall + (tall * 0.94 * tier) / 4;
    ctx.lineTo(x - half * 0.55, low - tall * 0.02);
    ctx.lineTo(x - half, low);
  }
  ctx.closePath();
  ctx.fill();
}
