// The operator's way back: a hold that nobody could confirm, and a price that was learned wrong. If one of these fails, money
// stays set aside for good, or a server is shut out by one slip of the API.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { micros, ZERO } from "../../src/domain/money/money.ts";
import { openSqlite } from "../../src/store/sqlite/sqlite.ts";
import type { Claim } from "../../src/store/store.ts";
import { aGeneration } from "./a-generation.ts";

const WINDOW = "discord:10:guild:month:2026-11:0";
const guild: Claim = {
  window: WINDOW,
  cap: micros(1_000_000),
  since: 0,
  subject: { kind: "guild", platform: "discord", guildId: "10" },
};

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "atelier-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const open = async (folder: string) => await openSqlite(join(folder, "atelier.db"), Date.now);

async function someLostRun(): Promise<string> {
  const folder = aFolder();
  await using store = await open(folder);
  await store.accept(aGeneration({ interactionId: "1" }), () => [guild]);
  await store.settle("discord:1", { kind: "lost", cost: ZERO }, 5);
  return folder;
}

function run(script: string, folder: string, ...options: readonly string[]) {
  const path = join(import.meta.dirname, "../../scripts", script);
  const env = { DATA_DIR: folder };
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...options], { env, encoding: "utf8" });
  return { status, stdout, stderr };
}

async function moneyOf(folder: string) {
  await using store = await open(folder);
  const entries = await store.ledger("discord:1");
  return {
    window: (await store.windows([guild]))[0],
    kinds: entries.map(({ kind }) => kind),
    audit: await store.audit(false),
  };
}

test.each([
  ["--cost 0.02", ["--cost", "0.02"], "settle", 20_000],
  ["--release", ["--release"], "release", 0],
])("%s says what it will do, does it with --yes, and does it once", async (_, options, kind, spent) => {
  const folder = await someLostRun();
  const before = await moneyOf(folder);
  const said = run("db-resolve.ts", folder, "1", ...options);
  expect(said).toMatchObject({ status: 0, stdout: expect.stringContaining("Nothing was changed") });
  expect(await moneyOf(folder)).toEqual(before);
  expect(run("db-resolve.ts", folder, "1", ...options, "--yes")).toMatchObject({ status: 0 });
  const after = await moneyOf(folder);
  expect(after.window).toEqual({ window: WINDOW, held: 0, spent });
  expect(after.kinds).toEqual(["hold", "unconfirmed", kind]);
  expect(after.audit).toEqual([]);
  expect(run("db-resolve.ts", folder, "1", ...options, "--yes")).toMatchObject({ status: 1 });
  expect(await moneyOf(folder)).toEqual(after);
});

test.each([
  ["no key", ["--release"]],
  ["neither a cost nor a release", ["1"]],
  ["both", ["1", "--release", "--cost", "1"]],
  ["a cost that is none", ["1", "--cost", "-1"]],
])("%s is answered with how to say it", async (_, options) => {
  const { status, stderr } = run("db-resolve.ts", await someLostRun(), ...options, "--yes");
  expect(status).not.toBe(0);
  expect(stderr).toMatch(/db:resolve -- KEY|argument/);
});

test("a run that is not lost is left alone", async () => {
  const folder = aFolder();
  {
    await using store = await open(folder);
    await store.accept(aGeneration({ interactionId: "1" }), () => [guild]);
  }
  expect(run("db-resolve.ts", folder, "1", "--release", "--yes")).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("No unconfirmed run has the key 1"),
  });
});

test("learned prices of one model are listed, and forgotten with --yes", async () => {
  const folder = aFolder();
  {
    await using store = await open(folder);
    await store.keyValue.set("price:wan2-7-image:n=1", { estimate: {}, charge: { 2970: 90_000 } });
    await store.keyValue.set("price:wan2-7-image-pro:n=1", 5);
  }
  const said = run("db-forget-price.ts", folder, "wan2-7-image");
  expect(said).toMatchObject({ status: 0, stdout: expect.stringContaining("90000") });
  expect(said.stdout).not.toContain("pro");
  expect(run("db-forget-price.ts", folder, "wan2-7-image", "--yes").stdout).toContain("Forgotten");
  await using store = await open(folder);
  expect(await store.keyValue.get("price:wan2-7-image:n=1")).toBeUndefined();
  expect(await store.keyValue.get("price:wan2-7-image-pro:n=1")).toBe(5);
});
