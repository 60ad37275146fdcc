import { fade, mix } from "./palette.ts";
import type { Frame } from "./canvas.ts";

/** A figure in a long coat, seen from afar, walking to the right; `ground` is where the feet are, in pixels. */
export function paintWalker(frame: Frame, ground: number): void {
  const { ctx, width, height, palette, time } = frame;
  const tall = Math.min(width, height) * 0.3;
  const x = width * (0.4 + 0.16 * time);
  const stride = Math.sin(time * Math.PI * 10) * 0.5 + (time === 0 ? 0.35 : 0);
  const coat = mix(palette.near, "#000000", 0.25);
  ctx.fillStyle = fade("#000000", 0.35);
  ctx.beginPath();
  ctx.ellipse(x, ground, tall * 0.2, tall * 0.028, 0, 0, Math.PI * 2);
  ctx.fill();
  ctx.lineCap = "round";
  ctx.strokeStyle = mix(coat, "#000000", 0.3);
  ctx.lineWidth = tall * 0.055;
  for (const leg of [stride, -stride]) {
    ctx.beginPath();
    ctx.moveTo(x, ground - tall * 0.4);
    ctx.quadraticCurveTo(x + leg * tall * 0.1, ground - tall * 0.2, x + leg * tall * 0.17, ground - tall * 0.01);
    ctx.stroke();
  }
  paintCoat(frame, { x, ground, tall, coat, stride });
}

interface Figure {
  readonly x: number;
  readonly ground: number;
  readonly tall: number;
  readonly coat: string;
  readonly stride: number;
}

function paintCoat({ ctx, palette }: Frame, { x, ground, tall, coat, stride }: Figure): void {
  const swing = stride * tall * 0.03;
  ctx.fillStyle = coat;
  ctx.beginPath();
  ctx.moveTo(x - tall * 0.075, ground - tall * 0.8);
  ctx.quadraticCurveTo(x, ground - tall * 0.87, x + tall * 0.075, ground - tall * 0.8);
  ctx.lineTo(x + tall * 0.115 + swing, ground - tall * 0.24);
  ctx.quadraticCurveTo(x, ground - tall * 0.2, x - tall * 0.125 + swing, ground - tall * 0.24);
  ctx.closePath();
  ctx.fill();
  ctx.fillStyle = palette.accent;
  ctx.beginPath();
  ctx.roundRect(x - tall * 0.06, ground - tall * 0.86, tall * 0.12, tall * 0.045, tall * 0.02);
  ctx.fill();
  ctx.fillRect(x - tall * 0.065 - Math.abs(swing), ground - tall * 0.84, tall * 0.035, tall * 0.15);
  ctx.fillStyle = mix(palette.sun, palette.accent, 0.35);
  ctx.beginPath();
  ctx.arc(x + tall * 0.008, ground - tall * 0.91, tall * 0.058, 0, Math.PI * 2);
  ctx.fill();
  ctx.fillStyle = mix(coat, "#000000", 0.45);
  ctx.beginPath();
  ctx.arc(x - tall * 0.004, ground - tall * 0.925, tall * 0.06, Math.PI * 0.82, Math.PI * 1.96);
  ctx.fill();
}
