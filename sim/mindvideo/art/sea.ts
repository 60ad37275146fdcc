import { fade, mix } from "./palette.ts";
import { between, ridge } from "./random.ts";
import { paintSky, type Sun } from "./sky.ts";
import { fillBelow, type Frame, vertical } from "./canvas.ts";

const HORIZON = 0.56;

/** Open water under a wide sky: a path of light, a sail, and waves that come nearer. */
export function paintSea(frame: Frame): void {
  const { ctx, width, height, palette } = frame;
  const sun = paintSky(frame, { horizon: HORIZON, clouds: 9 });
  const shore = HORIZON * height;
  const deep = mix(palette.skyTop, palette.near, 0.55);
  ctx.fillStyle = vertical(
    frame,
    [shore, height],
    [mix(palette.skyLow, palette.far, 0.45), mix(palette.skyMiddle, deep, 0.6), deep],
  );
  ctx.fillRect(0, shore, width, height - shore);
  paintGlitter(frame, sun, shore);
  paintSail(frame, shore);
  paintWaves(frame, shore, deep);
}

/** Short strokes that grow wider and farther apart towards the eye. */
function paintGlitter(frame: Frame, sun: Sun, shore: number): void {
  const { ctx, width, height, palette, time } = frame;
  const random = frame.random("glitter");
  for (let i = 0; i < 240; i++) {
    const depth = random() ** 1.7;
    const spread = width * (0.02 + 0.16 * depth);
    const sway = Math.sin((random() + time) * Math.PI * 2) * spread * 0.35;
    const x = sun.x + (random() + random() - 1) * spread + sway;
    const long = width * (0.006 + 0.04 * depth) * random();
    ctx.fillStyle = fade(palette.sun, (0.75 - 0.5 * depth) * between(random, 0.3, 1));
    ctx.fillRect(x - long / 2, shore + depth * (height - shore) * 0.85, long, height * (0.0012 + 0.0035 * depth));
  }
}

function paintSail(frame: Frame, shore: number): void {
  const { ctx, width, height, palette, time } = frame;
  const random = frame.random("sail");
  const size = Math.min(width, height) * 0.075;
  const x = (between(random, 0.18, 0.8) + time * 0.03) * width;
  const y = shore + size * 0.35 + Math.sin(time * Math.PI * 4) * size * 0.03;
  const triangle = (points: readonly (readonly [number, number])[], colour: string): void => {
    ctx.fillStyle = colour;
    ctx.beginPath();
    for (const [dx, dy] of points) ctx.lineTo(x + dx * size, y + dy * size);
    ctx.fill();
  };
  triangle([[0, -1.2], [0.62, -0.16], [0, -0.16]], mix(palette.sun, "#ffffff", 0.4)); // oxfmt-ignore
  triangle([[-0.07, -1.05], [-0.07, -0.16], [-0.5, -0.16]], mix(palette.accent, palette.sun, 0.25)); // oxfmt-ignore
  triangle([[-0.6, -0.1], [0.68, -0.1], [0.48, 0.1], [-0.42, 0.1]], palette.near); // oxfmt-ignore
}

function paintWaves(frame: Frame, shore: number, deep: string): void {
  const { height, palette, time } = frame;
  const random = frame.random("waves");
  for (let i = 0; i < 5; i++) {
    const depth = (i + 1) / 5;
    const line = ridge(random);
    const base = shore + (height - shore) * (0.16 + 0.68 * depth ** 1.4);
    const swell = height * (0.006 + 0.02 * depth);
    const roll = Math.sin((time + i * 0.21) * Math.PI * 2) * swell * 0.6;
    const y = (x: number): number => base + roll + line(x * 2.2 + time * (0.5 + depth)) * swell;
    fillBelow(frame, (x) => y(x) - swell * 0.2, fade(mix(palette.skyLow, "#ffffff", 0.3), 0.2));
    fillBelow(frame, y, fade(mix(mix(palette.skyMiddle, deep, 0.45), deep, depth), 0.62));
  }
}
