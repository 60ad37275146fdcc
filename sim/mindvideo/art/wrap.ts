import type { SKRSContext2D } from "@napi-rs/canvas";

/** What may not be torn apart: a Latin word with its punctuation, one Chinese character with the mark behind it. */
const PIECE =
  /[\p{Script=Han}\u3000-\u30ff\uff00-\uffef][\u3001\u3002\uff0c\uff01\uff1f\uff1a\uff1b\uff09”]*|[^\s\p{Script=Han}\u3000-\u30ff\uff00-\uffef]+|\s+/gu;

/** Breaks a text into at most so many lines of the context's font; what is left over ends in "…". */
export function wrap(ctx: SKRSContext2D, text: string, { width, lines }: { width: number; lines: number }): string[] {
  const done: string[] = [];
  let line = "";
  const pieces = printable(text).match(PIECE) ?? [];
  for (const [index, piece] of pieces.entries()) {
    if (fits(ctx, line + piece.trimEnd(), width) || line === "") {
      line += piece;
      continue;
    }
    if (done.length === lines - 1) return [...done, shorten(ctx, line + pieces.slice(index).join(""), width)];
    done.push(line.trim());
    line = piece.trimStart();
  }
  return [...done, shorten(ctx, line.trim(), width)];
}

/** The text, or as much of it as fits with "…" behind it. */
export function shorten(ctx: SKRSContext2D, text: string, width: number): string {
  if (fits(ctx, text, width)) return text;
  const characters = Array.from(text);
  while (characters.length > 0 && !fits(ctx, `${characters.join("")}…`, width)) characters.pop();
  return `${characters.join("").trimEnd()}…`;
}

function fits(ctx: SKRSContext2D, text: string, width: number): boolean {
  return ctx.measureText(text).width <= width;
}

/** The font has no emoji, and a caption no line breaks. */
function printable(text: string): string {
  return text
    .replaceAll(/[\p{Extended_Pictographic}\u{fe0f}\u{200d}]/gu, "")
    .replaceAll(/\s+/gu, " ")
    .trim();
}
