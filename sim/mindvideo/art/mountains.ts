import { fade, mix } from "./palette.ts";
import { between, ridge } from "./random.ts";
import { paintSky } from "./sky.ts";
import { fillBelow, type Stage, vertical } from "./stage.ts";

const RIDGES = 6;

/** Ranges behind ranges, paler with the distance, with mist between them; waterfalls where the prompt has water. */
export function paintMountains(stage: Stage): void {
  const { height, palette, time } = stage;
  paintSky(stage, { horizon: 0.72, clouds: 9 });
  const falls = /waterfall|瀑布|cascade/i.test(stage.prompt);
  const random = stage.random("ridges");
  for (let i = 0; i < RIDGES; i++) {
    const depth = i / (RIDGES - 1);
    const line = ridge(random);
    const base = (0.44 + 0.46 * depth ** 1.15) * height;
    const reach = (0.15 - 0.07 * depth) * height;
    const drift = time * (0.02 + 0.1 * depth);
    const y = (x: number): number => base - line(x * 1.4 + drift + i) * reach;
    const colour = mix(mix(palette.skyLow, palette.far, 0.55), palette.near, depth ** 1.3);
    fillBelow(
      stage,
      y,
      vertical(stage, [base - reach, base + reach * 3], [colour, mix(colour, palette.skyLow, 0.35 * (1 - depth))]),
    );
    if (falls && i > 0 && i < 4) paintFall(stage, { y, random: between(random, 0.15, 0.85), reach, depth });
    if (i < RIDGES - 1) paintMist(stage, base + reach * 0.9, reach);
  }
}

function paintMist(stage: Stage, y: number, reach: number): void {
  const { ctx, width, palette } = stage;
  const colour = mix(palette.skyLow, palette.sun, 0.4);
  const strength = palette.night ? 0.22 : 0.5;
  ctx.fillStyle = vertical(
    stage,
    [y - reach * 1.6, y + reach],
    [fade(colour, 0), fade(colour, strength), fade(colour, 0)],
  );
  ctx.fillRect(0, y - reach * 1.6, width, reach * 2.6);
}

/** White water that widens on its way down and ends in spray. */
function paintFall(
  stage: Stage,
  { y, random: at, reach, depth }: { y: (x: number) => number; random: number; reach: number; depth: number },
): void {
  const { ctx, width, height, time } = stage;
  const top = y(at) + reach * 0.02;
  const long = reach * (1.7 + depth);
  const wide = Math.min(width, height) * (0.018 + 0.03 * depth);
  const water = stage.random(`fall${at}`);
  for (let strand = 0; strand < 16; strand++) {
    const offset = (water() - 0.5) * wide;
    const shift = (water() + time * 3) % 1;
    ctx.strokeStyle = vertical(
      stage,
      [top, top + long],
      [fade("#ffffff", 0.85), fade("#ffffff", 0.35 + 0.35 * shift), fade("#ffffff", 0)],
    );
    ctx.lineWidth = wide * between(water, 0.04, 0.16);
    ctx.beginPath();
    ctx.moveTo(at * width + offset * 0.6, top);
    ctx.quadraticCurveTo(at * width + offset * 0.8, top + long * 0.4, at * width + offset * 1.5, top + long);
    ctx.stroke();
  }
}
