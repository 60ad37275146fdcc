// Files, states and runs that the contract's tests share.

import { createHash } from "node:crypto";
import { expect } from "vitest";
import type { CardStatus } from "../../../src/domain/messages/card.ts";
import { micros } from "../../../src/domain/money/money.ts";
import type { ReplyRef } from "../../../src/domain/messages/reply.ts";
import type { Delivery } from "../../../src/platforms/platform.ts";
import type { MediaFile } from "../../../src/domain/media.ts";
import type { Disk, Harness, Seen } from "./harness.ts";

export const UNTIL_MS = Date.parse("2026-11-22T12:00:00Z");
export const MIB = 1024 * 1024;
export const signal = new AbortController().signal;

/** Enough of a PNG to be taken for one, and different from all others. */
export const png = (mark: number, bytes = 2_000): Uint8Array => {
  const made = new Uint8Array(bytes).fill(mark);
  made.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return made;
};

export const picture = (mark: number, bytes?: number): MediaFile => ({
  kind: "image",
  name: `fox-${mark}.png`,
  contentType: "image/png",
  bytes: png(mark, bytes),
  url: `https://media.example/fox-${mark}.png?sig=abc`,
  linkExpiresAt: UNTIL_MS,
  alt: `a red fox, number ${mark}`,
});

export const clip = (mark: number, bytes: number): MediaFile => ({
  ...picture(mark, bytes),
  kind: "video",
  name: `fox-${mark}.mp4`,
  contentType: "video/mp4",
  url: `https://media.example/fox-${mark}.mp4?sig=abc`,
});

export const disk = (name: string, mark: number): Disk => ({ name, contentType: "image/png", bytes: png(mark) });

export const made = (got: number): CardStatus => ({
  kind: "made",
  cost: micros(24_300),
  upTo: micros(24_300),
  requested: got,
  got,
  seed: 42,
  tookMs: 18_000,
});
export const running = (phase: "queued" | "processing"): CardStatus => {
  return { kind: "running", phase, upTo: micros(24_300), likelyAt: UNTIL_MS, lateAt: UNTIL_MS + 60_000 };
};

export const sha = (bytes: Uint8Array | null): string =>
  createHash("sha256")
    .update(bytes ?? "")
    .digest("hex");
export const shas = (files: readonly { readonly bytes: Uint8Array | null }[]): readonly string[] =>
  files.map(({ bytes }) => sha(bytes));

/** Half the bytes, until it fits. */
export const shrink: Delivery["shrink"] = async (file, maxBytes) => {
  return file.kind === "video" ? null : { ...file, bytes: png(9, Math.min(maxBytes, 1_000)) };
};

export const publicOnes = (seen: readonly Seen[]): readonly Seen[] =>
  seen.filter(({ onlyFor }) => onlyFor === undefined);

export function sole(seen: readonly Seen[]): Seen {
  const [message, ...others] = publicOnes(seen);
  if (message === undefined) throw new Error("there is no message");
  expect(others.map(({ text }) => text)).toEqual([]);
  return message;
}

/** One command that was taken, and a delivery of its result. */
export async function ran({ person, handlers }: Harness, prompt = "a red fox") {
  await person.type("image", { prompt });
  const id = handlers.answers.at(-1) ?? "";
  let reply = handlers.reply(id);
  return {
    id,
    reply: () => reply,
    record: async (next: ReplyRef): Promise<void> => {
      reply = next;
    },
    delivery: (files: readonly MediaFile[]): Delivery => ({
      reply,
      files,
      shrink,
      card: handlers.card(id, made(files.length), ["again", "edit"]),
      record: async (next) => {
        reply = next;
      },
    }),
  };
}
