import { mix } from "./palette.ts";
import { between, ridge } from "./random.ts";
import { paintSky } from "./sky.ts";
import { fillBelow, type Frame } from "./canvas.ts";

const DUNES = 6;

/** Long sand hills, each lit from the sun's side and dark on the other. */
export function paintDunes(frame: Frame): void {
  const { ctx, width, height, palette, time } = frame;
  const sun = paintSky(frame, { horizon: 0.6, clouds: 5 });
  const random = frame.random("dunes");
  const sand = mix(palette.second, palette.far, 0.3);
  for (let i = 0; i < DUNES; i++) {
    const depth = i / (DUNES - 1);
    const line = ridge(random);
    const base = height * (0.55 + 0.4 * depth);
    const reach = height * (0.05 + 0.07 * depth);
    const lit = mix(mix(palette.skyLow, sand, 0.4 + 0.4 * depth), palette.near, 0.22 * depth);
    const dark = mix(lit, palette.near, 0.4 + 0.25 * depth);
    const middle = between(random, 0.15, 0.85) * width;
    const side = Math.sign(middle - sun.x) || 1;
    const fill = ctx.createLinearGradient(
      middle - side * width * 0.5,
      base - reach,
      middle + side * width * 0.5,
      base + reach * 2,
    );
    for (const [at, colour] of [
      [0, lit],
      [0.46, mix(lit, palette.sun, 0.35)],
      [0.54, dark],
      [1, mix(lit, dark, 0.35)],
    ] as const) {
      fill.addColorStop(at, colour);
    }
    fillBelow(frame, (x) => base - line(x * 0.7 + time * 0.06 * depth) * reach, fill);
  }
}
