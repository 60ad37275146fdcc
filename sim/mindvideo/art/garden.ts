import { fade, mix } from "./palette.ts";
import { between, pick, type Random, ridge } from "./random.ts";
import { paintSky } from "./sky.ts";
import { fillBelow, type Frame, vertical } from "./canvas.ts";

const ROWS = 4;

/** Hills in soft light behind rows of flowers that grow towards the eye and sway. */
export function paintGarden(frame: Frame): void {
  const { height, palette } = frame;
  paintSky(frame, { horizon: 0.6, clouds: 8 });
  const random = frame.random("hills");
  const green = mix(palette.near, "#3f7d4a", 0.35);
  for (let i = 0; i < 3; i++) {
    const line = ridge(random);
    const base = height * (0.47 + i * 0.06);
    const colour = mix(mix(palette.skyLow, palette.far, 0.55), green, i * 0.33);
    const fill = vertical(frame, [base - height * 0.05, height * 0.8], [colour, mix(colour, green, 0.4)]);
    fillBelow(frame, (x) => base - line(x + i) * height * 0.035, fill);
  }
  for (let row = 0; row < ROWS; row++) paintRow(frame, row, green);
}

function paintRow(frame: Frame, row: number, green: string): void {
  const { ctx, width, height, palette, time } = frame;
  const depth = row / (ROWS - 1);
  const random = frame.random(`${row}flowers`);
  const size = Math.min(width, height) * (0.022 + 0.05 * depth);
  const ground = height * (0.66 + 0.44 * depth);
  const grass = ridge(random);
  const dark = mix(green, palette.near, depth * 0.7);
  fillBelow(
    frame,
    (x) => ground - size * 2.2 - grass(x * 2) * size * 0.6,
    vertical(frame, [ground - size * 3, ground + size * 2], [mix(dark, palette.skyLow, 0.3 * (1 - depth)), dark]),
  );
  const count = Math.round((width / size) * 0.62);
  for (let i = 0; i < count; i++) {
    const x = ((i + random() * 0.9) / count) * width;
    const sway = Math.sin((time * 2 + random()) * Math.PI * 2) * size * 0.18;
    const top = ground - size * between(random, 2.2, 4.2);
    ctx.strokeStyle = mix(dark, palette.second, 0.18);
    ctx.lineWidth = size * 0.11;
    ctx.beginPath();
    ctx.moveTo(x, ground + size);
    ctx.quadraticCurveTo(x, ground - size, x + sway, top);
    ctx.stroke();
    paintFlower(frame, { x: x + sway, y: top, size: size * between(random, 0.6, 1), random });
  }
}

interface Flower {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly random: Random;
}

function paintFlower({ ctx, palette }: Frame, { x, y, size, random }: Flower): void {
  const petals = 5 + Math.floor(random() * 4);
  const colour = mix(
    pick(random, [palette.accent, palette.second, palette.sun, mix(palette.accent, palette.skyTop, 0.4)]),
    "#ffffff",
    random() * 0.25,
  );
  const turn = random() * Math.PI;
  for (let i = 0; i < petals; i++) {
    const angle = turn + (i / petals) * Math.PI * 2;
    ctx.fillStyle = i % 2 === 0 ? colour : mix(colour, "#ffffff", 0.14);
    ctx.beginPath();
    ctx.ellipse(
      x + Math.cos(angle) * size * 0.42,
      y + Math.sin(angle) * size * 0.42,
      size * 0.42,
      size * 0.24,
      angle,
      0,
      Math.PI * 2,
    );
    ctx.fill();
  }
  ctx.fillStyle = mix(palette.second, palette.near, 0.25);
  ctx.beginPath();
  ctx.arc(x, y, size * 0.22, 0, Math.PI * 2);
  ctx.fill();
  ctx.fillStyle = fade("#ffffff", 0.3);
  ctx.beginPath();
  ctx.arc(x - size * 0.06, y - size * 0.06, size * 0.08, 0, Math.PI * 2);
  ctx.fill();
}
