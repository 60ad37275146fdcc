// What a painter sees in the references: pictures, the first frame of clips, and the colours in them.
import { type Canvas, createCanvas, type Image, loadImage } from "@napi-rs/canvas";
import type { Brief, BriefReference } from "./brief.ts";
import { firstFrame } from "./first-frame.ts";
import type { Inset } from "./insets.ts";

export interface Seen {
  readonly reference: BriefReference;
  readonly inset: Inset;
}

const KINDS: readonly (readonly [RegExp, string, string])[] = [
  [/^mask/, "mask", "◐"],
  [/^video/, "video", "▶"],
  [/voice/, "voice", "♪"],
  [/^audio/, "audio", "♪"],
];

/** Looks at each reference; they are numbered by kind, as a prompt names them. */
export async function look({ references }: Brief): Promise<Seen[]> {
  const counted = new Map<string, number>();
  const labelled = references.map((reference) => {
    const [, kind, sign] = KINDS.find(([field]) => field.test(reference.field)) ?? [/^/, "image", "▦"];
    const number = (counted.get(kind) ?? 0) + 1;
    counted.set(kind, number);
    const label = reference.role === "first_frame" ? "first frame" : kind === "mask" ? kind : `${kind} ${number}`;
    return { reference, label, sign };
  });
  return await Promise.all(
    labelled.map(async ({ reference, label, sign }) => {
      const unread = reference.outcome === "unreachable" ? "?" : sign;
      return { reference, inset: { label, sign: unread, picture: await pictureOf(reference) } };
    }),
  );
}

/** Undefined where there is nothing to see: a sound, a file that could not be read, a format unknown here. */
async function pictureOf({ bytes, field, outcome }: BriefReference): Promise<Canvas | Image | undefined> {
  if (outcome === "unreachable" || /^audio|voice/.test(field)) return undefined;
  try {
    return field.startsWith("video") ? await firstFrame(bytes) : await loadImage(Buffer.from(bytes));
  } catch {
    return undefined;
  }
}

/** A few colours that stand for a picture: the averages of a coarse grid. */
export function coloursOf(picture: Canvas | Image): string[] {
  const canvas = createCanvas(3, 4);
  const ctx = canvas.getContext("2d");
  ctx.imageSmoothingQuality = "high";
  ctx.drawImage(picture, 0, 0, 3, 4);
  const { data } = ctx.getImageData(0, 0, 3, 4);
  return Array.from({ length: 12 }, (_, i) => `#${Buffer.from(data.subarray(i * 4, i * 4 + 3)).toString("hex")}`);
}
