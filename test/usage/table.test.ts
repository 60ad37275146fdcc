// The table that an admin downloads and a bookkeeper opens. If one of these fails, a name runs as a formula in somebody's
// spreadsheet, a line falls apart at a comma, or the figures do not add up to the ledger's.

import { inflateRawSync, crc32 } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Run } from "../../src/domain/money/ledger.ts";
import { micros, ZERO } from "../../src/domain/money/money.ts";
import { createCsv } from "../../src/usage/csv.ts";
import { zip } from "../../src/usage/zip.ts";
import { readCsv } from "./read-csv.ts";

const run: Run = {
  generationId: "discord:1",
  at: Date.parse("2026-11-01T05:30:00Z"),
  userId: "1309876543210987654",
  channelId: "20",
  model: "a-model",
  outcome: "made",
  spent: micros(24_300),
  held: ZERO,
};

const rowsOf = (runs: readonly Run[], { timeZone = "UTC", name = "Mia" } = {}) => {
  const csv = createCsv({ timeZone, nameOf: () => name });
  csv.prepend(runs);
  return readCsv(csv.bytes().toString());
};

test("one run is one line, in the server's own time, with plain amounts", () => {
  const [row, ...others] = rowsOf([{ ...run, held: micros(1) }]);
  expect(others).toEqual([]);
  expect(row).toEqual({
    time: "2026-11-01 05:30:00",
    utc_offset: "UTC+00:00",
    member: "Mia",
    member_id: "<@1309876543210987654>",
    channel: "Mia",
    channel_id: "<#20>",
    model: "a-model",
    outcome: "made",
    spent_usd: "0.024300",
    held_usd: "0.000001",
    run: "discord:1",
  });
});

test.each([
  ["America/New_York", "2026-11-01 01:30:00", "UTC-04:00", "2026-11-01 01:30:00", "UTC-05:00"],
  ["Australia/Lord_Howe", "2026-11-01 16:30:00", "UTC+11:00", "2026-11-01 17:30:00", "UTC+11:00"],
  ["Asia/Kathmandu", "2026-11-01 11:15:00", "UTC+05:45", "2026-11-01 12:15:00", "UTC+05:45"],
])("an hour that comes twice is told apart by its offset: %s", (timeZone, ...told) => {
  const rows = rowsOf([run, { ...run, at: run.at + 3_600_000 }], { timeZone });
  expect(rows.flatMap(({ time, utc_offset: offset }) => [time, offset])).toEqual(told);
});

test("older runs that are added later stand before the newer ones", () => {
  const csv = createCsv({ timeZone: "UTC", nameOf: () => "" });
  for (const day of [3, 2, 1]) csv.prepend([{ ...run, at: Date.UTC(2026, 10, day) }]);
  expect(readCsv(csv.bytes().toString()).map(({ time }) => time?.slice(8, 10))).toEqual(["01", "02", "03"]);
});

const nasty = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.stringMatching(/^[=+\-@"',;\t\r\n|!A-Za-z0-9()＝]{0,20}$/),
  fc.constantFrom('=HYPERLINK("http://x","y")', "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", 'a"b', "a,b\r\nc"),
);

test("any name comes back as it was, and none begins as a formula does", () => {
  fc.assert(
    fc.property(nasty, fc.integer({ min: -5, max: Number.MAX_SAFE_INTEGER }), (name, amount) => {
      const [row] = rowsOf([{ ...run, spent: micros(amount) }], { name });
      expect([name, `'${name}`]).toContain(row?.["member"]);
      expect(row?.["member"]).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      expect(Math.round(Number(row?.["spent_usd"]) * 1e6)).toBeCloseTo(amount, -1);
      expect(row?.["run"]).toBe("discord:1");
    }),
    { numRuns: 1_000 },
  );
});

test("Excel is told that it is UTF-8", () => {
  const csv = createCsv({ timeZone: "UTC", nameOf: () => "林晓雨" });
  csv.prepend([run]);
  const bytes = csv.bytes();
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(bytes.includes(Buffer.from("林晓雨"))).toBe(true);
});

test("an archive holds the file as it was, where its directory says", async () => {
  const content = Buffer.from("time,spent\r\n".repeat(10_000));
  const archive = await zip("usage-2026-11.csv", content);
  const end = archive.length - 22;
  expect(archive.readUInt32LE(end)).toBe(0x06054b50);
  const directory = archive.readUInt32LE(end + 16);
  expect(archive.readUInt32LE(directory)).toBe(0x02014b50);
  expect(directory + archive.readUInt32LE(end + 12)).toBe(end);
  const [crc, packed, size] = [16, 20, 24].map((offset) => archive.readUInt32LE(directory + offset));
  const [nameLength, at] = [archive.readUInt16LE(directory + 28), archive.readUInt32LE(directory + 42)];
  expect(archive.subarray(directory + 46, directory + 46 + nameLength).toString()).toBe("usage-2026-11.csv");
  expect(archive.readUInt32LE(at)).toBe(0x04034b50);
  const start = at + 30 + nameLength;
  const unpacked = inflateRawSync(archive.subarray(start, start + (packed ?? 0)));
  expect(unpacked.equals(content)).toBe(true);
  expect([crc, size]).toEqual([crc32(content), content.length]);
  expect(archive.length).toBeLessThan(content.length / 10);
});
