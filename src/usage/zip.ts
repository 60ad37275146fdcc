// A zip archive with one file, which every desktop can open. A long table must reach the platform within the seconds in
// which a command has to be answered, and packed it is a fraction of its size.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT

import { promisify } from "node:util";
import { constants, crc32, deflateRaw } from "node:zlib";

const deflate = promisify(deflateRaw);

/** 2.0, the first that deflates. */
const VERSION = 20;
const NAME_IS_UTF8 = 0x0800;
const DEFLATED = 8;
/** 1 January 1980, the earliest date that the format has. The table itself is dated. */
const NO_DATE = 0x0021;

/** Packs one file: on the thread pool, and for speed rather than size. */
export async function zip(name: string, bytes: Uint8Array): Promise<Buffer> {
  const packed = await deflate(bytes, { level: constants.Z_BEST_SPEED });
  const path = Buffer.from(name);
  const about = Buffer.concat([
    int16(VERSION, NAME_IS_UTF8, DEFLATED, 0, NO_DATE),
    int32(crc32(bytes), packed.byteLength, bytes.byteLength),
    int16(path.byteLength, 0),
  ]);
  const file = Buffer.concat([int32(0x04034b50), about, path, packed]);
  // No comment, the first disk, no attributes; the file begins at the archive's start.
  const entry = Buffer.concat([int32(0x02014b50), int16(VERSION), about, int16(0, 0, 0), int32(0, 0), path]);
  const sizes = [int32(entry.byteLength, file.byteLength), int16(0)];
  return Buffer.concat([file, entry, int32(0x06054b50), int16(0, 0, 1, 1), ...sizes]);
}

// Every number of the format has its lowest byte first.
const int16 = (...values: readonly number[]): Buffer =>
  Buffer.concat(values.map((value) => Buffer.from([value & 0xff, (value >> 8) & 0xff])));

const int32 = (...values: readonly number[]): Buffer =>
  Buffer.concat(values.map((value) => int16(value & 0xffff, value >>> 16)));
