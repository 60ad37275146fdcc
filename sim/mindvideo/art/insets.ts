import type { Canvas, Image } from "@napi-rs/canvas";
import type { Box, Panel } from "./caption.ts";
import { font } from "./font.ts";
import { fade } from "./palette.ts";
import { shorten } from "./wrap.ts";

/** A reference as it is shown: its picture when it could be read, else a tile that says what it was. */
export interface Inset {
  /** "image 1", "video 2", "mask"… */
  readonly label: string;
  readonly picture: Canvas | Image | undefined;
  /** Instead of a picture: "♪", "?", … */
  readonly sign: string;
}

/** A row of small cards beside the caption, towards the middle of the picture; at most as many as fit. */
export function paintInsets(canvas: Canvas, insets: readonly Inset[], panel: Panel): void {
  const ctx = canvas.getContext("2d");
  const text = Math.max(9, 0.018 * Math.sqrt(canvas.width * canvas.height));
  const side = text * 6.4;
  const gap = text * 0.9;
  const room = Math.floor((panel.width + gap) / (side + gap));
  const y = panel.at === "head" ? panel.y + panel.height + gap : panel.y - gap - side;
  for (const [i, inset] of insets.slice(0, room).entries()) {
    const box = { x: panel.x + i * (side + gap), y, width: side, height: side };
    ctx.save();
    ctx.shadowColor = "rgba(0, 0, 0, 0.45)";
    ctx.shadowBlur = text;
    ctx.fillStyle = "#ffffff";
    ctx.beginPath();
    ctx.roundRect(box.x, box.y, side, side, text * 0.7);
    ctx.fill();
    ctx.restore();
    paintFace(canvas, { inset, box, text });
  }
}

function paintFace(canvas: Canvas, { inset, box, text }: { inset: Inset; box: Box; text: number }): void {
  const ctx = canvas.getContext("2d");
  const frame = text * 0.28;
  const label = text * 1.5;
  const face = { x: box.x + frame, y: box.y + frame, width: box.width - frame * 2, height: box.height - frame - label };
  ctx.save();
  ctx.beginPath();
  ctx.roundRect(face.x, face.y, face.width, face.height, text * 0.5);
  ctx.clip();
  if (inset.picture) cover(canvas, inset.picture, face);
  else paintSign(canvas, { sign: inset.sign, face, text });
  ctx.restore();
  ctx.font = font(500, text * 0.92);
  ctx.fillStyle = "#23252e";
  ctx.textAlign = "center";
  ctx.fillText(
    shorten(ctx, inset.label, box.width - frame * 4),
    box.x + box.width / 2,
    box.y + box.height - text * 0.45,
  );
  ctx.textAlign = "start";
}

function paintSign(canvas: Canvas, { sign, face, text }: { sign: string; face: Box; text: number }): void {
  const ctx = canvas.getContext("2d");
  ctx.fillStyle = "#d9dce4";
  ctx.fillRect(face.x, face.y, face.width, face.height);
  ctx.fillStyle = fade("#4a4f5e", 0.8);
  ctx.font = font(500, text * 2.2);
  ctx.textAlign = "center";
  ctx.fillText(sign, face.x + face.width / 2, face.y + face.height / 2 + text * 0.8);
  ctx.textAlign = "start";
}

/** Draws a picture so that it fills the box, cut at the longer side. `zoom` above 1 goes closer to its middle. */
export function cover(
  canvas: Canvas,
  picture: Canvas | Image,
  { zoom = 1, ...box }: Box & { readonly zoom?: number },
): void {
  const scale = Math.max(box.width / picture.width, box.height / picture.height) * zoom;
  const [width, height] = [box.width / scale, box.height / scale];
  const [x, y] = [(picture.width - width) / 2, (picture.height - height) / 2];
  canvas.getContext("2d").drawImage(picture, x, y, width, height, box.x, box.y, box.width, box.height);
}
