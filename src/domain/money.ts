// Money is whole micro-dollars everywhere (M3). Dollars as text exist only where a person or an API reads or writes them.

declare const unit: unique symbol;

/** Millionths of a US dollar: whole, so that sums are exact; branded, so that a bare number cannot pass for money. */
export type Micros = number & { readonly [unit]: "micros" };

const MICROS_PER_DOLLAR = 1_000_000;

export function micros(value: number): Micros {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of micro-dollars: ${value}`);
  return value as Micros;
}

export const ZERO = micros(0);

/**
 * Dollars as the API or a schema file writes them, a JSON number or a decimal string. What is finer than a micro-dollar
 * is rounded up: a hold must never be less than the charge (M1).
 */
export function fromDollars(dollars: number | string): Micros {
  const value = Number(dollars);
  if (!Number.isFinite(value)) throw new RangeError(`not an amount: ${dollars}`);
  // 0.0243 * 1e6 is 24299.999…: the tenth decimal is far finer than any price and far coarser than the float's error.
  return micros(Math.ceil(Number((value * MICROS_PER_DOLLAR).toFixed(4))));
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

export const sum = (amounts: readonly Micros[]): Micros => micros(amounts.reduce<number>((a, b) => a + b, 0));

export const minus = (a: Micros, b: Micros): Micros => micros(a - b);
