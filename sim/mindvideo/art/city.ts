import { fade, mix } from "./palette.ts";
import { between, pick, type Random } from "./random.ts";
import { paintSky } from "./sky.ts";
import { glow, type Frame, vertical } from "./canvas.ts";
import { paintWalker } from "./walker.ts";

const LAYERS = 3;
const STREET = 0.74;

/** A skyline with lit windows and signs, doubled in the wet street; somebody walks there when the prompt says so. */
export function paintCity(frame: Frame): void {
  const { ctx, width, height, palette } = frame;
  paintSky(frame, { horizon: STREET, clouds: 5 });
  const street = STREET * height;
  for (let layer = 0; layer < LAYERS; layer++) paintBuildings(frame, layer / (LAYERS - 1));
  ctx.save();
  ctx.translate(0, street * 2);
  ctx.scale(1, -1);
  ctx.globalAlpha = 0.5;
  ctx.drawImage(
    ctx.canvas,
    0,
    street - (height - street),
    width,
    height - street,
    0,
    street - (height - street),
    width,
    height - street,
  );
  ctx.restore();
  const wet = mix(palette.near, palette.skyTop, 0.35);
  ctx.fillStyle = vertical(frame, [street, height], [fade(wet, 0.35), fade(wet, 0.95)]);
  ctx.fillRect(0, street, width, height - street);
  paintPuddles(frame, street);
  if (/person|people|man\b|woman|girl|boy|walk|人|走/i.test(frame.prompt))
    paintWalker(frame, street + (height - street) * 0.16);
}

function paintBuildings(frame: Frame, depth: number): void {
  const { ctx, width, height, palette, time } = frame;
  const random = frame.random(`${depth}houses`);
  const street = STREET * height;
  const body = mix(mix(palette.skyLow, palette.far, 0.5), palette.near, 0.25 + 0.75 * depth);
  const shift = -time * width * (0.03 + 0.09 * depth);
  for (let x = -0.1 * width + shift; x < width * 1.2;) {
    const wide = between(random, 0.05, 0.1) * width * (0.75 + depth * 0.5);
    const tall = street * between(random, 0.25, 0.72) * (1.05 - depth * 0.38);
    const top = street - tall;
    ctx.fillStyle = vertical(frame, [top, street], [body, mix(body, palette.skyLow, palette.night ? 0.12 : 0.35)]);
    ctx.fillRect(x, top, wide, tall);
    if (random() < 0.4) ctx.fillRect(x + wide * 0.46, top - tall * 0.16, wide * 0.06, tall * 0.16);
    paintWindows(frame, { x, top, wide, tall, random, depth });
    if (depth > 0 && random() < 0.42)
      paintSign(frame, { x: x + wide * between(random, 0.1, 0.8), top: top + tall * 0.2, random });
    x += wide * between(random, 1.02, 1.25);
  }
}

interface Block {
  readonly x: number;
  readonly top: number;
  readonly wide: number;
  readonly tall: number;
  readonly random: Random;
  readonly depth: number;
}

function paintWindows({ ctx, palette, width, height }: Frame, { x, top, wide, tall, random, depth }: Block): void {
  const cell = Math.sqrt(width * height) * (0.011 + 0.008 * depth);
  const lit = palette.night ? 0.42 : 0.2;
  const warm = mix(palette.second, "#ffffff", 0.35);
  for (let column = cell * 0.7; column < wide - cell * 0.8; column += cell) {
    for (let row = cell * 0.8; row < tall - cell; row += cell * 1.25) {
      const chance = random();
      if (chance > lit) continue;
      ctx.fillStyle = fade(chance < lit * 0.22 ? palette.accent : warm, 0.25 + (0.55 * chance) / lit);
      ctx.fillRect(x + column, top + row, cell * 0.5, cell * 0.66);
    }
  }
}

/** An upright sign with its light around it. */
function paintSign(frame: Frame, { x, top, random }: { x: number; top: number; random: Random }): void {
  const { ctx, palette, width, height, time } = frame;
  const unit = Math.sqrt(width * height);
  const colour = pick(random, [palette.accent, palette.second]);
  const tall = unit * between(random, 0.07, 0.15);
  const wide = unit * 0.013;
  const pulse = 0.75 + 0.25 * Math.sin((random() + time * 3) * Math.PI * 2);
  glow(frame, { x: x + wide / 2, y: top + tall / 2, radius: tall, stops: [[0, fade(colour, 0.34 * pulse)], [1, fade(colour, 0)]] }); // oxfmt-ignore
  ctx.fillStyle = fade(mix(colour, "#ffffff", 0.25), pulse);
  for (let part = 0; part < 4; part++) ctx.fillRect(x, top + (part * tall) / 4, wide, (tall / 4) * 0.78);
}

/** Streaks of light lying on the street. */
function paintPuddles({ ctx, palette, width, height, random: part }: Frame, street: number): void {
  const random = part("puddles");
  for (let i = 0; i < 60; i++) {
    const depth = random();
    const long = width * (0.01 + 0.07 * depth) * random();
    ctx.fillStyle = fade(pick(random, [palette.accent, palette.second, palette.sun]), 0.16 * random());
    ctx.fillRect(random() * width, street + depth ** 1.4 * (height - street), long, height * 0.004);
  }
}
