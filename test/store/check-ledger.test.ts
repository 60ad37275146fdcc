// The operator's own look at the ledger: it must find what is wrong, say how much, and mend only when told to.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { micros } from "../../src/domain/money/money.ts";
import { openSqlite } from "../../src/store/sqlite/sqlite.ts";
import type { Claim } from "../../src/store/store.ts";
import { aGeneration } from "./a-generation.ts";

const SCRIPT = join(import.meta.dirname, "../../scripts/check-ledger.ts");
const guild: Claim = {
  window: "discord:10:guild:month:2026-11:0",
  cap: micros(1_000_000),
  since: 0,
  subject: { kind: "guild", platform: "discord", guildId: "10" },
};

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "atelier-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A database with one run, settled at $0.02, in the folder that `DATA_DIR` names. */
async function someLedger(): Promise<string> {
  const folder = aFolder();
  await using store = await openSqlite(join(folder, "atelier.db"), Date.now);
  await store.accept(aGeneration({ interactionId: "1" }), () => [guild]);
  await store.settle("discord:1", { kind: "made", cost: micros(20_000), media: [], seed: null }, 5);
  return folder;
}

function dbCheck(env: Readonly<Record<string, string>>, ...options: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...options], { env, encoding: "utf8" });
  return { status, stdout, stderr };
}

function windows(folder: string): unknown {
  using database = new DatabaseSync(join(folder, "atelier.db"));
  return database
    .prepare("select key, held, spent from budget_window")
    .all()
    .map((row) => ({ ...row }));
}

test("a ledger that agrees is said to, and end with 0", async () => {
  const folder = await someLedger();
  const { status, stdout } = dbCheck({ DATA_DIR: folder });
  expect(stdout).toContain("Every budget window agrees with the ledger");
  expect(status).toBe(0);
});

test("a window that was tampered with is named with both sums; only --repair writes", async () => {
  const folder = await someLedger();
  {
    using database = new DatabaseSync(join(folder, "atelier.db"));
    database.exec("update budget_window set held = 1, spent = 19999");
  }
  const env = { DATABASE_URL: `sqlite:${join(folder, "atelier.db")}` };
  const found = dbCheck(env);
  expect(found.stdout).toMatch(
    /1 budget window did not agree[\s\S]*discord:10:guild:month:2026-11:0: held \$0\.000001, by the ledger \$0\.000000; spent \$0\.019999, by the ledger \$0\.020000/,
  );
  expect(found.status).toBe(1);
  expect(windows(folder)).toEqual([{ key: guild.window, held: 1, spent: 19_999 }]);
  const repaired = dbCheck(env, "--repair");
  expect(repaired.stdout).toMatch(/\$0\.019999, by the ledger \$0\.020000[\s\S]*Now they hold the ledger's sums/);
  expect(repaired.status).toBe(0);
  expect(windows(folder)).toEqual([{ key: guild.window, held: 0, spent: 20_000 }]);
  expect(dbCheck(env).status).toBe(0);
});

test("a path without a database is an error, not an empty database in which all is well", () => {
  const folder = aFolder();
  const { status, stderr } = dbCheck({ DATA_DIR: folder });
  expect(stderr).toContain(`There is no database at ${folder}/atelier.db`);
  expect(status).toBe(78);
  expect(existsSync(join(folder, "atelier.db"))).toBe(false);
});

test("a database that it cannot open is said so by the variable's name", () => {
  const { status, stderr } = dbCheck({ DATABASE_URL: "mysql://somewhere" });
  expect(stderr).toContain("DATABASE_URL");
  expect(status).toBe(78);
});
