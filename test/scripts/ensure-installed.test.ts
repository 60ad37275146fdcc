// What runs before every command. If one of these fails, tests run against the packages of another branch, each start
// installs anew, or an installation that others use is emptied.

import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const SCRIPT = join(import.meta.dirname, "../../scripts/ensure-installed.mjs");

interface Package {
  readonly version: string;
  readonly integrity?: string;
  readonly optional?: true;
  readonly dev?: true;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
}
type Packages = Readonly<Record<string, Package>>;

const FOX: Packages = { "node_modules/fox": { version: "1.0.0", integrity: "sha512-fox" } };
const ELSEWHERE: Packages = {
  "node_modules/fox-other": { version: "1.0.0", optional: true, os: ["none-of-them"], cpu: ["x64"] },
  "node_modules/fox-wasm": { version: "1.0.0", optional: true },
};
const HERE: Packages = {
  "node_modules/fox-here": { version: "1.0.0", optional: true, os: [process.platform], cpu: [process.arch] },
};

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "atelier-install-"));
  mkdirSync(join(folder, "bin"));
  // An npm that notes that it was called, and installs what the file `will-install` says.
  const npm = `#!/bin/sh\necho "$@" >> called\nmkdir -p node_modules\ncp will-install node_modules/.package-lock.json\n`;
  writeFileSync(join(folder, "bin/npm"), npm);
  chmodSync(join(folder, "bin/npm"), 0o755);
});

afterEach(() => rmSync(folder, { recursive: true }));

const write = (path: string, packages: Packages): void =>
  writeFileSync(join(folder, path), JSON.stringify({ lockfileVersion: 3, packages }));
const lock = (packages: Packages): void => write("package-lock.json", { "": { version: "0.1.0" }, ...packages });
function installed(packages: Packages): void {
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  write("node_modules/.package-lock.json", packages);
}

/** How often npm was called, and with which words. */
function run(event = "pretest") {
  const path = `${join(folder, "bin")}${delimiter}${process.env["PATH"] ?? ""}`;
  const { status, stderr } = spawnSync(process.execPath, [SCRIPT], {
    cwd: folder,
    env: { PATH: path, npm_lifecycle_event: event },
    encoding: "utf8",
  });
  const called = join(folder, "called");
  const calls = existsSync(called) ? readFileSync(called, "utf8").trim().split("\n") : [];
  rmSync(called, { force: true });
  return { status, stderr, calls };
}

test("what is there already is left alone, whatever the times say", () => {
  installed({ ...FOX, ...HERE });
  lock({ ...FOX, ...ELSEWHERE, ...HERE });
  expect(run()).toMatchObject({ status: 0, calls: [], stderr: "" });
});

test.each<readonly [string, Packages | null]>([
  ["nothing is there", null],
  ["another version is there", { "node_modules/fox": { version: "1.0.1", integrity: "sha512-fox" } }],
  [
    "the same version with other bytes is there",
    { "node_modules/fox": { version: "1.0.0", integrity: "sha512-wolf" } },
  ],
  ["a package is missing", {}],
])("it installs when %s, and then no more", (_, before) => {
  lock(FOX);
  if (before !== null) installed(before);
  write("will-install", FOX);
  const { calls, status } = run();
  expect(status).toBe(0);
  expect(calls).toEqual([expect.stringMatching(/^ci /)]);
  expect(run().calls).toEqual([]);
});

test("a tree that was copied from another kind of machine is installed anew", () => {
  lock({ ...FOX, ...ELSEWHERE, ...HERE });
  installed({ ...FOX, ...ELSEWHERE });
  write("will-install", { ...FOX, ...HERE });
  expect(run().calls).toHaveLength(1);
});

test("what cannot be had for this machine is not tried again at each start", () => {
  lock({ ...FOX, ...HERE });
  write("will-install", FOX);
  expect(run().calls).toHaveLength(1);
  expect(run().calls).toEqual([]);
});

test("a checkout of another branch installs, and so does the way back when something was installed by hand", () => {
  lock(FOX);
  write("will-install", FOX);
  run();
  const wolf: Packages = { "node_modules/wolf": { version: "1.0.0" } };
  lock(wolf);
  installed(wolf);
  expect(run().calls).toEqual([]);
  lock(FOX);
  expect(run().calls).toHaveLength(1);
});

test("a server without what only tests need starts as it is", () => {
  lock({ ...FOX, "node_modules/vixen": { version: "1.0.0", dev: true } });
  installed(FOX);
  write("will-install", FOX);
  expect(run("prestart").calls).toEqual([]);
  expect(run("pretest").calls).toHaveLength(1);
});

test("a link to another installation is used while it fits, and never emptied", () => {
  lock(FOX);
  installed(FOX);
  renameSync(join(folder, "node_modules"), join(folder, "elsewhere"));
  symlinkSync(join(folder, "elsewhere"), join(folder, "node_modules"));
  expect(run()).toMatchObject({ status: 0, calls: [] });
  lock({ "node_modules/fox": { version: "2.0.0" } });
  const { status, stderr, calls } = run();
  expect([status, calls]).toEqual([1, []]);
  expect(stderr).toMatch(/symbolic link[\s\S]*rm node_modules/);
  expect(existsSync(join(folder, "elsewhere/.package-lock.json"))).toBe(true);
});

test("an install that fails fails what asked for it", () => {
  lock(FOX);
  expect(run().status).not.toBe(0);
});
