import type { Log } from "../../../src/domain/log.ts";

/** Every line, as JSON would keep it, errors with all they carry. */
export class KeptLog implements Log {
  readonly lines: string[] = [];
  readonly debug = this.#writer("debug");
  readonly info = this.#writer("info");
  readonly warn = this.#writer("warn");
  readonly error = this.#writer("error");

  #writer(level: string) {
    return (fields: Readonly<Record<string, unknown>>, message: string): void => {
      this.lines.push(JSON.stringify({ level, message, ...fields }, withErrors));
    };
  }

  of(level: "debug" | "info" | "warn" | "error"): readonly string[] {
    return this.lines.filter((line) => line.startsWith(`{"level":"${level}"`));
  }
}

const withErrors = (_: string, value: unknown): unknown =>
  value instanceof Error
    ? Object.fromEntries(Object.getOwnPropertyNames(value).map((name) => [name, Reflect.get(value, name)]))
    : value;
