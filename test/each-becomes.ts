import { expect, test } from "vitest";

/** A test a row: what `make` makes of the first is the text behind it. */
export function eachBecomes<T>(make: (given: T) => string, rows: readonly (readonly [given: T, made: string])[]): void {
  test.each(rows)("%j", (given, made) => {
    expect(make(given)).toBe(made);
  });
}
