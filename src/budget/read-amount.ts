// Reads dollars as people type them: 5, $5, 5.00, 0,50, 1 000, 5 USD. Pure.

import { MOST_AMOUNT } from "../domain/money/budget.ts";
import { fromDollars } from "../domain/money/money.ts";
import type { AmountFault, Micros } from "../domain/money/money.ts";

/** The amount, or what is wrong with it. */
export function readAmount(typed: string): Micros | AmountFault {
  if (typed.length > MOST_CHARS) return "unreadable";
  const text = typed.normalize("NFKC").trim();
  const [head = "", before = "", after = ""] = HEAD.exec(text) ?? [];
  const read = plain(text.slice(head.length).replace(TAIL, ""));
  if (typeof read === "string") return read;
  if (before !== "" || after !== "") return "negative";
  const decimals = read.decimals.replace(/0+$/, "");
  if (decimals.length > MICRO_DECIMALS) return "too-fine";
  if (read.whole.length > MOST_DIGITS) return "too-large";
  const amount = fromDollars(`${read.whole || "0"}.${decimals || "0"}`);
  return amount > MOST_AMOUNT ? "too-large" : amount;
}

/** Currency and sign before the digits. A minus is read on either side, so that the refusal can name it. */
const HEAD = /^([-\u2212\u2013]?)\s*(?:us\s?\$|\$|usd)?\s*([-\u2212\u2013]?)\s*/i;
const TAIL = /\s*(?:us\s?\$|\$|usd|(?:us )?dollars?)$/i;
/** Longer than any amount that somebody means. */
const MOST_CHARS = 64;
const MICRO_DECIMALS = 6;
/** Far above the largest allowed amount, far below what a float holds exactly. */
const MOST_DIGITS = 9;

interface Plain {
  /** Digits without leading zeros. */
  readonly whole: string;
  readonly decimals: string;
}

/** Spaces and apostrophes group digits; of a point and a comma, the last one begins the decimals. */
function plain(text: string): Plain | "unreadable" | "ambiguous" {
  if (!/\d/.test(text) || !/^[\d.,'’\s]+$/.test(text)) return "unreadable";
  const last = Math.max(text.lastIndexOf("."), text.lastIndexOf(","));
  const sign = text[last] ?? "";
  const others = text.slice(0, Math.max(last, 0));
  // A sign that occurs twice groups digits, and so does one with another sign after it.
  if (last === -1 || others.includes(sign)) return whole(text);
  if (sign === "," && /^[1-9]\d{0,2},\d{3}$/.test(text)) return "ambiguous";
  const decimals = text.slice(last + 1);
  const read = others === "" ? { whole: "", decimals: "" } : whole(others);
  return typeof read === "string" || !/^\d*$/.test(decimals) ? "unreadable" : { ...read, decimals };
}

/** Whole digits: either ungrouped, or all in groups of three by the same sign. */
function whole(text: string): Plain | "unreadable" {
  if (!/^(\d+|\d{1,3}(?:([.,'’\s])\d{3})(?:\2\d{3})*)$/.test(text)) return "unreadable";
  return { whole: text.replace(/\D/g, "").replace(/^0+/, ""), decimals: "" };
}
