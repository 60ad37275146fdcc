// The fonts come with the project, since a slim container has none of its own. Each package splits its family into files
// by script; a file is loaded once somebody's name needs it.

import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createCanvas, GlobalFonts } from "@napi-rs/canvas";

/**
 * In order of preference. Noto Sans: Latin, Cyrillic, Greek, Devanagari; SC: Han and kana; KR: Hangul. To support another
 * script, such as others of India, add its package to this list.
 */
const INDEXES = [
  import.meta.resolve("@fontsource-variable/noto-sans/unicode.json"),
  import.meta.resolve("@fontsource-variable/noto-sans-sc/unicode.json"),
  import.meta.resolve("@fontsource-variable/noto-sans-kr/unicode.json"),
  import.meta.resolve("@fontsource-variable/noto-sans-arabic/unicode.json"),
  import.meta.resolve("@fontsource-variable/noto-sans-hebrew/unicode.json"),
  import.meta.resolve("@fontsource-variable/noto-sans-thai/unicode.json"),
].map((url) => fileURLToPath(url));

const nameOf = (index: string): string => basename(dirname(index));

interface FontFile {
  readonly family: string;
  readonly path: string;
  readonly claims: (letter: string) => boolean;
}

export const fontFamilies = [...INDEXES.map(nameOf), "emoji"].map((name) => `"Usage ${name}"`).join(", ");

export const font = (weight: 400 | 500 | 600 | 700, pixels: number): string => `${weight} ${pixels}px ${fontFamilies}`;

export interface Fonts {
  /** Loads the fonts that `text` needs, and returns it without the letters that no font has. */
  readonly drawable: (text: string) => string;
}

export function openFonts(): Fonts {
  const files = [...INDEXES.flatMap(filesOf), EMOJI];
  const loaded = new Set<FontFile>();
  const load = (file: FontFile): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    GlobalFonts.register(readFileSync(file.path), file.family);
  };
  const known = new Map<string, boolean>();
  const has = (letter: string): boolean => {
    const before = known.get(letter);
    if (before !== undefined) return before;
    const ours = files.some((file) => {
      if (!file.claims(letter)) return false;
      load(file);
      return isDrawn(letter);
    });
    // The machine's own fonts come last, where there are any.
    const found = ours || isDrawn(letter);
    known.set(letter, found);
    return found;
  };
  return {
    drawable: (text) =>
      Array.from(text.normalize("NFC"))
        .filter((letter) => INVISIBLE.test(letter) || has(letter))
        .join("")
        .trim(),
  };
}

/** What stands between letters, or joins pictures to one. */
const INVISIBLE = /[\s\p{Default_Ignorable_Code_Point}]/u;

/** Draws the letter to see whether a missing glyph's box comes out: the files claim more letters than they have. */
function isDrawn(letter: string): boolean {
  return !pixelsOf(letter).equals(pixelsOf(UNASSIGNED));
}

const UNASSIGNED = "\u0378";
const PROBE_PX = 16;

function pixelsOf(letter: string): Buffer {
  const canvas = createCanvas(PROBE_PX * 2, PROBE_PX * 2);
  const ctx = canvas.getContext("2d");
  ctx.font = font(400, PROBE_PX);
  ctx.fillText(letter, PROBE_PX / 2, PROBE_PX * 1.25);
  return canvas.data();
}

/** `unicode.json` says which letters are in which file: `{"latin": "U+0000-00ff,U+0131", "[4]": …}`. */
function filesOf(index: string): readonly FontFile[] {
  const name = nameOf(index);
  const subsets = Object.entries(JSON.parse(readFileSync(index, "utf8")) as Readonly<Record<string, string>>);
  return subsets.map(([subset, written]) => {
    const ranges = written.split(",").map(rangeOf);
    return {
      family: `Usage ${name}`,
      path: join(dirname(index), "files", `${name}-${subset.replace(/[[\]]/g, "")}-wght-normal.woff2`),
      claims: (letter) => {
        const point = letter.codePointAt(0) ?? 0;
        return ranges.some(([first, last]) => first <= point && point <= last);
      },
    };
  });
}

/** First and last code point: `U+0131`, `U+0000-00ff`. */
function rangeOf(written: string): readonly [number, number] {
  const [first = "", last = first] = written.trim().slice("U+".length).split("-");
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}

const EMOJI: FontFile = {
  family: "Usage emoji",
  path: fileURLToPath(import.meta.resolve("twemoji-colr-font/twemoji.woff2")),
  claims: (letter) => /\p{Emoji}/u.test(letter),
};
