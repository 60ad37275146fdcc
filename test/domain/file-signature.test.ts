// What is taken for a picture is shown as one, and a page in place of a file must not pass for it.

import { expect, test } from "vitest";
import { fileTypeOf } from "../../src/domain/file-signature.ts";

const container = (brand: string): string => `\0\0\0\x18ftyp${brand}\0\0\0\0`;

test.each([
  ["\x89PNG\r\n\x1a\n", "png"],
  ["\xff\xd8\xff\xe0", "jpeg"],
  ["GIF87a", "gif"],
  ["GIF89a", "gif"],
  ["RIFF\x24\0\0\0WEBPVP8 ", "webp"],
  ["BM\x36\0", "bmp"],
  ["II*\0\x08\0", "tiff"],
  ["MM\0*\0\0", "tiff"],
  [container("avif"), "heif"],
  [container("heic"), "heif"],
  [container("mif1"), "heif"],
  [container("isom"), "mp4"],
  [container("M4V "), "mp4"],
  [container("qt  "), "mov"],
  ["\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\x82\x84webm", "webm"],
  ["\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\x82\x88matroska", null],
  ["RIFF\x24\0\0\0WAVEfmt ", null],
  ["<!doctype html>", null],
  ["", null],
] as const)("%j is %s", (head, type) => {
  expect(fileTypeOf(Buffer.from(head, "latin1"))).toBe(type);
});

test("only the beginning is looked at, from where it begins", () => {
  const file = Buffer.from(`..GIF89a${" ".repeat(100)}`, "latin1");
  expect(fileTypeOf(file.subarray(2))).toBe("gif");
  expect(fileTypeOf(file)).toBeNull();
});
