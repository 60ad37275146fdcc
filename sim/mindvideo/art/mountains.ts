import { fade, mix } from "./palette.ts";
import { between, peaks, type Random, ridge } from "./random.ts";
import { paintSky } from "./sky.ts";
import { fillBelow, glow, type Frame, vertical } from "./canvas.ts";

const RIDGES = 6;

/** Ranges behind ranges, paler with the distance, with mist between them; waterfalls where the prompt has water. */
export function paintMountains(frame: Frame): void {
  const { height, palette, time } = frame;
  paintSky(frame, { horizon: 0.72, clouds: 9 });
  const falls = /waterfall|瀑布|cascade/i.test(frame.prompt);
  const random = frame.random("ridges");
  for (let i = 0; i < RIDGES; i++) {
    const depth = i / (RIDGES - 1);
    const line = i < RIDGES - 2 ? peaks(random) : ridge(random);
    const base = (0.44 + 0.46 * depth ** 1.15) * height;
    const reach = (0.17 - 0.08 * depth) * height;
    const drift = time * (0.02 + 0.1 * depth);
    const y = (x: number): number => base - line(x * 1.4 + drift + i) * reach;
    const colour = mix(mix(palette.skyLow, palette.far, 0.55), palette.near, depth ** 1.3);
    fillBelow(
      frame,
      y,
      vertical(frame, [base - reach, base + reach * 3], [colour, mix(colour, palette.skyLow, 0.35 * (1 - depth))]),
    );
    if (falls && i > 0 && i < 4) paintFalls(frame, { y, random, reach, depth });
    if (i < RIDGES - 1) paintMist(frame, base + reach * 0.9, reach);
  }
}

function paintMist(frame: Frame, y: number, reach: number): void {
  const { ctx, width, palette } = frame;
  const colour = mix(palette.skyLow, palette.sun, 0.4);
  const strength = palette.night ? 0.22 : 0.5;
  ctx.fillStyle = vertical(
    frame,
    [y - reach * 1.6, y + reach],
    [fade(colour, 0), fade(colour, strength), fade(colour, 0)],
  );
  ctx.fillRect(0, y - reach * 1.6, width, reach * 2.6);
}

interface Cliff {
  readonly y: (x: number) => number;
  readonly random: Random;
  readonly reach: number;
  readonly depth: number;
}

/** White water that widens on its way down and ends in spray. */
function paintFalls(frame: Frame, { y, random, reach, depth }: Cliff): void {
  const { width, height, palette } = frame;
  for (let i = 0; i < 2; i++) {
    const at = between(random, 0.08, 0.92);
    const fall = {
      x: at * width,
      top: y(at),
      long: reach * (1.3 + depth),
      wide: Math.min(width, height) * (0.03 + 0.05 * depth),
    };
    paintWater(frame, fall);
    const spray = mix(palette.skyLow, "#ffffff", 0.6);
    const stops = [[0, fade(spray, 0.75)] as const, [1, fade(spray, 0)] as const];
    glow(frame, { x: fall.x, y: fall.top + fall.long, radius: fall.wide * 2.2, stops });
  }
}

function paintWater(
  frame: Frame,
  { x, top, long, wide }: { x: number; top: number; long: number; wide: number },
): void {
  const { ctx, time } = frame;
  const random = frame.random("water");
  for (let strand = 0; strand < 22; strand++) {
    const offset = (random() - 0.5) * wide;
    const flicker = Math.abs(Math.sin((random() + time * 4) * Math.PI));
    ctx.strokeStyle = vertical(
      frame,
      [top, top + long],
      [fade("#ffffff", 0.9), fade("#ffffff", 0.3 + 0.4 * flicker), fade("#ffffff", 0.1)],
    );
    ctx.lineWidth = wide * between(random, 0.03, 0.11);
    ctx.beginPath();
    ctx.moveTo(x + offset * 0.55, top + wide * 0.05);
    ctx.quadraticCurveTo(x + offset * 0.7, top + long * 0.4, x + offset * 1.2, top + long);
    ctx.stroke();
  }
}
