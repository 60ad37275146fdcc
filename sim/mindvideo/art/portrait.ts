import { fade, mix } from "./palette.ts";
import { between } from "./random.ts";
import { glow, type Frame, vertical } from "./canvas.ts";

/** A person before a disc of light, in flat shapes; as time goes by the face turns and the camera comes closer. */
export function paintPortrait(frame: Frame): void {
  const { ctx, width, height, palette, time } = frame;
  const side = Math.min(width, height) * (1 + 0.12 * time);
  const random = frame.random("person");
  ctx.fillStyle = vertical(frame, [0, height], [palette.skyTop, palette.skyMiddle, palette.skyLow]);
  ctx.fillRect(0, 0, width, height);
  const centre = { x: width / 2, y: height * 0.43 };
  glow(frame, { ...centre, radius: side * 0.75, stops: [[0, fade(palette.sun, 0.7)], [1, fade(palette.sun, 0)]] }); // oxfmt-ignore
  ctx.fillStyle = mix(palette.second, palette.sun, 0.3);
  ctx.beginPath();
  ctx.arc(centre.x, centre.y, side * 0.36, 0, Math.PI * 2);
  ctx.fill();
  const skin = mix("#e8b796", "#8d5a3c", random());
  const hair = mix(palette.near, "#2a1a12", between(random, 0.2, 0.8));
  paintPerson(frame, { x: centre.x, y: centre.y, unit: side * 0.1, skin, hair });
}

interface Person {
  readonly x: number;
  readonly y: number;
  readonly unit: number;
  readonly skin: string;
  readonly hair: string;
}

function paintPerson(frame: Frame, { x, y, unit, skin, hair }: Person): void {
  const { ctx, height, palette, time } = frame;
  const turn = Math.sin(time * Math.PI) * unit * 0.3;
  ctx.fillStyle = hair;
  ctx.beginPath();
  ctx.roundRect(x - unit * 1.62, y - unit * 2, unit * 3.24, unit * 5.2, unit * 1.6);
  ctx.fill();
  ctx.fillStyle = palette.accent;
  ctx.beginPath();
  ctx.moveTo(x - unit * 4, height);
  ctx.bezierCurveTo(x - unit * 3.6, y + unit * 2.7, x - unit * 1.4, y + unit * 2.6, x, y + unit * 2.5);
  ctx.bezierCurveTo(x + unit * 1.4, y + unit * 2.6, x + unit * 3.6, y + unit * 2.7, x + unit * 4, height);
  ctx.fill();
  ctx.fillStyle = mix(skin, "#5b2c22", 0.25);
  ctx.beginPath();
  ctx.roundRect(x - unit * 0.55, y + unit * 0.9, unit * 1.1, unit * 2.2, unit * 0.5);
  ctx.fill();
  ctx.fillStyle = skin;
  ctx.beginPath();
  ctx.ellipse(x, y, unit * 1.18, unit * 1.55, 0, 0, Math.PI * 2);
  ctx.fill();
  paintFace(frame, { x: x + turn, y, unit, skin, hair });
}

function paintFace({ ctx, palette }: Frame, { x, y, unit, skin, hair }: Person): void {
  ctx.fillStyle = hair;
  ctx.beginPath();
  ctx.ellipse(x - unit * 0.25, y - unit * 1.05, unit * 1.32, unit * 0.85, -0.18, Math.PI * 0.94, Math.PI * 2.06);
  ctx.fill();
  ctx.lineCap = "round";
  ctx.strokeStyle = mix(hair, "#000000", 0.2);
  ctx.lineWidth = unit * 0.1;
  for (const eye of [-0.45, 0.45]) {
    ctx.beginPath();
    ctx.arc(x + eye * unit, y - unit * 0.05, unit * 0.2, Math.PI * 0.15, Math.PI * 0.85);
    ctx.stroke();
    ctx.beginPath();
    ctx.arc(x + eye * unit, y - unit * 0.2, unit * 0.32, Math.PI * 1.25, Math.PI * 1.75);
    ctx.stroke();
  }
  ctx.strokeStyle = mix(skin, "#5b2c22", 0.4);
  ctx.beginPath();
  ctx.moveTo(x + unit * 0.04, y + unit * 0.1);
  ctx.lineTo(x + unit * 0.1, y + unit * 0.48);
  ctx.stroke();
  ctx.strokeStyle = mix(palette.accent, "#7a2430", 0.4);
  ctx.lineWidth = unit * 0.14;
  ctx.beginPath();
  ctx.arc(x, y + unit * 0.62, unit * 0.36, Math.PI * 0.18, Math.PI * 0.82);
  ctx.stroke();
  for (const cheek of [-0.72, 0.72]) {
    glow({ ctx }, { x: x + cheek * unit, y: y + unit * 0.45, radius: unit * 0.42, stops: [[0, fade(palette.accent, 0.4)], [1, fade(palette.accent, 0)]] }); // oxfmt-ignore
  }
}
