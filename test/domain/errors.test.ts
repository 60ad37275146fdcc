// The compiler is what keeps codes, details and words together: a field that is misspelt where an error is thrown, or a code
// that nobody worded, must not compile. Shown by compiling such code.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { asBotError, isFault, RetryableError, TerminalError, UserError } from "../../src/domain/errors/errors.ts";

const ROOT = join(import.meta.dirname, "../..");

const FIXTURES = {
  "right.ts": `
    import type { Refusals } from "../../src/wording/refusals/refusal.ts";
    import { told } from "../../src/wording/refusals/refusal.ts";
    import { UserError } from "../../src/domain/errors/errors.ts";
    export const thrown = new UserError("budget.zone", { detail: { got: "shang", nearest: null } });
    export const bare = new UserError("guild.paused");
    export const words: Refusals<"guild.paused" | "budget.zone"> = {
      "guild.paused": () => told("Paused"),
      "budget.zone": ({ got }) => told(got),
    };`,
  "misspelt.ts": `
    import { ZERO } from "../../src/domain/money/money.ts";
    import { UserError } from "../../src/domain/errors/errors.ts";
    const sums = { cap: ZERO, held: ZERO, spent: ZERO, upTo: ZERO };
    export const thrown = new UserError("budget.full", {
      detail: { scope: { kind: "guild" }, period: "day", ...sums, resetAt: 0 },
    });`,
  "nothing-said.ts": `
    import { UserError } from "../../src/domain/errors/errors.ts";
    export const thrown = new UserError("budget.zone");`,
  "unknown-code.ts": `
    import { UserError } from "../../src/domain/errors/errors.ts";
    export const thrown = new UserError("budget.zones", { detail: { got: "shang", nearest: null } });`,
  "unworded.ts": `
    import type { Refusals } from "../../src/wording/refusals/refusal.ts";
    import { told } from "../../src/wording/refusals/refusal.ts";
    export const words: Refusals<"guild.paused" | "budget.zone"> = { "guild.paused": () => told("Paused") };`,
  "misread.ts": `
    import type { Refusals } from "../../src/wording/refusals/refusal.ts";
    import { told } from "../../src/wording/refusals/refusal.ts";
    export const words: Refusals<"budget.zone"> = { "budget.zone": ({ typed }) => told(typed) };`,
} as const;

describe("by the compiler", () => {
  let said = "";

  beforeAll(async () => {
    await mkdir(join(ROOT, "out"), { recursive: true });
    const folder = await mkdtemp(join(ROOT, "out/types-"));
    try {
      const files = Object.entries(FIXTURES);
      await Promise.all(files.map(async ([name, text]) => await writeFile(join(folder, name), text)));
      const config = { extends: join(ROOT, "tsconfig.json"), include: ["./*.ts"], exclude: [] };
      await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
      const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
      await promisify(execFile)(process.execPath, [tsc, "-p", folder, "--pretty", "false"], { cwd: folder });
    } catch (error) {
      said = error instanceof Error && "stdout" in error ? String(error.stdout) : String(error);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  const faultsIn = (name: string): readonly string[] => said.split("\n").filter((line) => line.startsWith(`${name}(`));

  test("what is right compiles", () => expect(faultsIn("right.ts")).toEqual([]));

  test.each([
    ["misspelt.ts", "resetAt"],
    ["nothing-said.ts", "Expected 2 arguments"],
    ["unknown-code.ts", "budget.zones"],
    ["unworded.ts", "budget.zone"],
    ["misread.ts", "typed"],
  ])("%s does not: %s", (name, words) => {
    expect(faultsIn(name)).toEqual([expect.stringContaining(words)]);
  });
});

test("a fault is told by its code, and carries what the code says", () => {
  const error: unknown = new UserError("budget.zone", { detail: { got: "shang", nearest: "Asia/Shanghai" } });
  expect(isFault(error, "budget.zone", "guild.paused")).toBe(true);
  expect(isFault(error, "guild.paused")).toBe(false);
  expect(isFault(new Error("budget.zone"), "budget.zone")).toBe(false);
});

test("what nobody foresaw is a bug of ours, and keeps its cause", () => {
  const cause = new TypeError("x is not a function");
  expect(asBotError(cause)).toMatchObject({ code: "internal", cause, detail: {} });
  const away = new RetryableError("database.away", { retryAfterMs: 5 });
  expect(asBotError(away)).toBe(away);
  expect(new TerminalError("internal").name).toBe("TerminalError");
});
