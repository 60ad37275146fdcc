// Slack's ids: a letter for the kind, then capitals and digits. Timestamps are ids too, in microseconds.
import { randomBytes, randomInt } from "node:crypto";

export interface Ids {
  /** "C" makes a channel's. */
  next(letter: string): string;
  /** "1700000000.000100", later than every one before. */
  ts(): string;
  /** "132456.7890123.abcdef…". */
  trigger(): string;
}

export function createIds(now: () => number): Ids {
  let count = 0;
  let lastMicros = 0;
  return {
    next(letter) {
      count += 1;
      const tail = count.toString(36).padStart(4, "0");
      return `${letter}0${randomBytes(3).toString("hex")}${tail}`.toUpperCase();
    },
    ts() {
      lastMicros = Math.max(lastMicros + 1, Math.floor(now() * 1_000));
      const digits = String(lastMicros).padStart(16, "0");
      return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
    },
    trigger: () => `${randomInt(1e12)}.${randomInt(1e12)}.${randomBytes(16).toString("hex")}`,
  };
}
