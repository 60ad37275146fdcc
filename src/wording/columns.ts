import { clip, oneLine } from "../domain/text/clip.ts";
import type { Block } from "./page.ts";
import { visible } from "./visible.ts";

/** A longer cell would make the table wider than a phone. */
const CELL_CHARS = 24;

export type Table = Extract<Block, { kind: "table" }>;

/** A line for the head and for each row, for letters of one width: figures stand to the right. */
export function columns({ head, rows }: Table): readonly string[] {
  const cells = [head, ...rows].map((row) => row.map(cell));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ""))));
  const isFigure = head.map((_, column) => cells.slice(1).every((row) => /^[-+$\d]/.test(row[column] ?? "")));
  return cells.map((row) =>
    widths
      .map((width, column) => padded(row[column] ?? "", width, isFigure[column] ?? false))
      .join("  ")
      .trimEnd(),
  );
}

const cell = (text: string): string => clip(oneLine(visible(text)), CELL_CHARS);

const padded = (text: string, width: number, toTheRight: boolean): string => {
  const gap = " ".repeat(width - widthOf(text));
  return toTheRight ? gap + text : text + gap;
};

/** Han, kana, hangul and pictures take the room of two letters. */
const widthOf = (text: string): number =>
  Array.from(text).reduce((all, letter) => all + (WIDE.test(letter) ? 2 : 1), 0);

const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Extended_Pictographic}|[\u{20000}-\u{3FFFD}]/u;
