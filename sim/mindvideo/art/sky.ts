import { fade, mix } from "./palette.ts";
import { between } from "./random.ts";
import { glow, type Frame, vertical } from "./canvas.ts";

export interface SkyPlan {
  /** Where the ground begins, as a share of the height. */
  readonly horizon: number;
  readonly clouds?: number;
}

/** Where the sun or the moon stands, in pixels. */
export interface Sun {
  readonly x: number;
  readonly y: number;
}

/** The air behind everything: a gradient, stars at night, the sun or the moon, and drifting clouds. */
export function paintSky(frame: Frame, { horizon, clouds = 7 }: SkyPlan): Sun {
  const { ctx, width, height, palette } = frame;
  const ground = horizon * height;
  ctx.fillStyle = vertical(frame, [0, ground], [palette.skyTop, palette.skyMiddle, palette.skyLow]);
  ctx.fillRect(0, 0, width, height);
  if (palette.night) paintStars(frame, ground);
  const sun = paintSun(frame, ground);
  paintClouds(frame, { ground, count: clouds });
  return sun;
}

function paintStars(frame: Frame, ground: number): void {
  const { ctx, width, time, palette } = frame;
  const random = frame.random("stars");
  const unit = Math.sqrt(width * frame.height) / 1000;
  for (let i = 0; i < 140; i++) {
    const [x, y, phase] = [random() * width, random() ** 1.6 * ground, random()];
    const size = between(random, 0.5, 1.7) * unit;
    ctx.fillStyle = fade(palette.sun, 0.25 + 0.5 * Math.abs(Math.sin((phase + time) * Math.PI * 2)));
    ctx.beginPath();
    ctx.arc(x, y, size, 0, Math.PI * 2);
    ctx.fill();
  }
}

function paintSun(frame: Frame, ground: number): Sun {
  const { ctx, width, height, palette, time } = frame;
  const random = frame.random("sun");
  const side = Math.min(width, height);
  const x = between(random, 0.22, 0.78) * width;
  const y = ground * (palette.night ? between(random, 0.25, 0.45) : between(random, 0.5, 0.8)) - time * side * 0.02;
  const radius = side * between(random, 0.05, 0.085);
  const halo = palette.night ? 0.35 : 0.75;
  glow(frame, {
    x,
    y,
    radius: radius * 9,
    stops: [
      [0, fade(palette.sun, halo)],
      [0.25, fade(mix(palette.sun, palette.second, 0.35), halo * 0.45)],
      [1, fade(palette.second, 0)],
    ],
  });
  ctx.fillStyle = fade(palette.sun, 0.96);
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, Math.PI * 2);
  ctx.fill();
  return { x, y };
}

/** A cloud is a handful of flat glows along a line. */
function paintClouds(frame: Frame, { ground, count }: { ground: number; count: number }): void {
  const { ctx, width, palette, time } = frame;
  const random = frame.random("clouds");
  const colour = palette.night ? mix(palette.skyMiddle, palette.skyLow, 0.7) : mix(palette.skyLow, "#ffffff", 0.45);
  for (let i = 0; i < count; i++) {
    const long = between(random, 0.16, 0.42) * width;
    const x = ((random() * 1.3 + time * between(random, 0.03, 0.08)) % 1.3) * width - width * 0.15;
    const y = between(random, 0.12, 0.92) * ground;
    ctx.save();
    ctx.translate(x, y);
    ctx.scale(1, between(random, 0.1, 0.2));
    for (let puff = 0; puff < 4; puff++) {
      const radius = long * between(random, 0.22, 0.5);
      const opacity = between(random, 0.1, 0.3);
      const stops = [
        [0, fade(colour, opacity)] as const,
        [0.5, fade(colour, opacity * 0.6)] as const,
        [1, fade(colour, 0)] as const,
      ];
      glow(frame, { x: between(random, -0.5, 0.5) * long, y: between(random, -0.5, 0.5) * radius, radius, stops });
    }
    ctx.restore();
  }
}
