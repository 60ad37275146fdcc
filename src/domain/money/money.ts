// Money is whole micro-dollars everywhere (M3). Dollars as text exist only where a person or an API reads or writes them.

declare const unit: unique symbol;

/** Millionths of a US dollar: whole, so that sums are exact; branded, so that a bare number cannot pass for money. */
export type Micros = number & { readonly [unit]: "micros" };

/** @throws RangeError unless `value` is a whole number that a float holds exactly */
export function micros(value: number): Micros {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of micro-dollars: ${value}`);
  return value as Micros;
}

export const ZERO = micros(0);

/** Finer than any price, coarser than a float's noise: 0.30000000000000004 is thirty cents. */
const DECIMALS_READ = 10;

/**
 * Dollars as the API or a schema file writes them, a JSON number or a decimal string. What is finer than a micro-dollar
 * is rounded up: a hold must never be less than the charge (M1). Digits are moved, not multiplied: a float would round.
 */
export function fromDollars(dollars: number | string): Micros {
  const written = String(dollars);
  const text = /e/i.test(written) ? Number(dollars).toFixed(2 * DECIMALS_READ) : written;
  const [, sign = "", whole = "", decimals = ""] = /^\s*(-?)(\d+)(?:\.(\d+))?\s*$/.exec(text) ?? [];
  if (whole === "") throw new RangeError(`not an amount: ${written}`);
  const digits = decimals.slice(0, DECIMALS_READ).padEnd(DECIMALS_READ, "0");
  const finer = Number(digits.slice(6)) > 0 && sign === "" ? 1 : 0;
  return micros(Number(`${sign}${whole}${digits.slice(0, 6)}`) + finer);
}

/** As people read it: at least two decimals, at most five (0.0243, 1.50, 0.05625), rounded up past the fifth. */
export function formatDollars(amount: Micros): string {
  const sign = amount < 0 ? "-" : "";
  const tens = Math.ceil(Math.abs(amount) / 10);
  const whole = Math.floor(tens / 100_000);
  const decimals = String(tens % 100_000)
    .padStart(5, "0")
    .replace(/0{1,3}$/, "");
  return `${sign}$${whole}.${decimals}`;
}

/** As a machine reads it: every one of the six decimals (0.024300). */
export function formatDecimal(amount: Micros): string {
  const digits = String(Math.abs(amount)).padStart(7, "0");
  return `${amount < 0 ? "-" : ""}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

export const sum = (amounts: readonly Micros[]): Micros => micros(amounts.reduce<number>((a, b) => a + b, 0));

export const minus = (a: Micros, b: Micros): Micros => micros(a - b);

/** Why a typed amount cannot be read. */
export type AmountFault =
  | "unreadable"
  /** `1,000` is a thousand to some, and one to others. */
  | "ambiguous"
  | "negative"
  | "too-fine"
  | "too-large";
