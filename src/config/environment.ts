// Reads environment variables, one at a time.

import { fromDollars } from "../domain/money/money.ts";
import type { Micros } from "../domain/money/money.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Plain digits only; JavaScript's `Number` would also take `0x50`, `1e9` and `Infinity`. */
const isPlain = (text: string): boolean => /^\d{1,9}(\.\d{1,6})?$/.test(text);

export const readWhole = (text: string): number | null =>
  /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : null;

/** Slips of the hand that copied it, the likeliest first. */
const SECRET_FAULTS: readonly (readonly [RegExp, string])[] = [
  [/^["'“”‘’«»]|["'“”‘’«»]$/, "stands in quotes: leave them out."],
  [/^(?:Bot|Bearer)\s/i, "begins with Bot or Bearer: leave that out, the bot adds it."],
  [/…|\.\.\.|[<>{}]|x{4}|^(?:your|change|replace|todo)/i, "is a placeholder: put the real one in its place."],
  [/\s/, "has a blank or a line break in it: copy it again."],
  [/[^\x21-\x7e]/, "has a character in it that no key has, perhaps an invisible one: copy it again."],
];

/** Reads variables one at a time and collects what is wrong with each. */
export class EnvironmentReader {
  readonly problems: string[] = [];
  readonly #env: Environment;

  constructor(env: Environment) {
    this.#env = env;
  }

  /** Null if not set. Empty counts as not set, since `.env` and compose files leave a variable out that way. */
  text(name: string): string | null {
    return this.#env[name]?.trim() || null;
  }

  /**
   * A key or token, which goes into a header. What is wrong with it is said without quoting it.
   * @param where Where to get another
   */
  secret(name: string, where: string): string | null {
    const text = this.text(name);
    if (text === null) return null;
    const fault = SECRET_FAULTS.find(([pattern]) => pattern.test(text))?.[1];
    if (fault !== undefined) this.problems.push(`${name} ${fault} ${where}`);
    return text;
  }

  parsed<T>(name: string, allowed: string, parse: (text: string) => T | null): T | null {
    const text = this.text(name);
    if (text === null) return null;
    const value = parse(text);
    if (value === null) this.problems.push(`${name} is ${JSON.stringify(text)}; it must be ${allowed}.`);
    return value;
  }

  url(name: string): string | null {
    return this.parsed(name, "an http or https address", (text) =>
      URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text.replace(/\/+$/, "") : null,
    );
  }

  dollars(name: string): Micros | null {
    return this.parsed(name, "an amount in dollars, such as 5 or 12.50", (text) =>
      /^\$?\d{1,9}(\.\d{1,6})?$/.test(text) ? fromDollars(text.replace("$", "")) : null,
    );
  }

  count(name: string, fallback: number): number {
    return this.parsed(name, "a whole number above 0", readWhole) ?? fallback;
  }

  rate(name: string, fallback: number): number {
    const allowed = "a number above 0, such as 10 or 0.5";
    return this.parsed(name, allowed, (text) => (isPlain(text) && Number(text) > 0 ? Number(text) : null)) ?? fallback;
  }

  /** IDs of Discord's servers and Slack's workspaces. */
  ids(name: string): readonly string[] {
    const ids = this.list(name);
    const wrong = ids.filter((id) => !/^(?:\d{17,20}|[TE][A-Z0-9]{6,20})$/.test(id));
    if (wrong.length > 0)
      this.problems.push(
        `${name} names ${wrong.join(", ")}; a server's ID has 17 to 20 digits, a workspace's begins with T.`,
      );
    return ids;
  }

  list(name: string): readonly string[] {
    return (this.text(name) ?? "").split(/[\s,]+/).filter((item) => item !== "");
  }
}
