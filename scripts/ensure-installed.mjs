// Runs before `npm start`, `npm test`, `npm run demo`, `npm run check` and others, on whatever Node the machine has: no syntax
// newer than Node 20 and no import from node_modules. Installs when, and only when, what is there is not what the lock file
// names: times say nothing after a checkout of another branch or a copy of the tree.
import { execSync } from "node:child_process";
import { createHash } from "node:crypto";
import { lstatSync, readFileSync, writeFileSync } from "node:fs";

const LOCK = "package-lock.json";
/** npm writes this file at the end of each install, so a broken-off install counts as none. */
const INSTALLED = "node_modules/.package-lock.json";
/** Which lock file led to which installation, here: the two were seen to belong together, whatever a reading says. */
const SEAL = "node_modules/.installed-for";

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

const sealOf = (lock, installed) =>
  createHash("sha256").update([process.platform, process.arch, lock, installed].join("\n")).digest("hex");

/** An operator may have left out what only those who work on it need. */
const NEEDS_NO_DEV = /^pre(start|db:\w+|slack:manifest)$/.test(process.env.npm_lifecycle_event ?? "");

const allows = (list, value) => list === undefined || list.includes(value);

/** What is for other machines is in no installation; what names no machine at all is a last resort, and optional too. */
function isForHere({ os, cpu, libc }) {
  const isGlibc = process.report?.getReport?.().header.glibcVersionRuntime !== undefined;
  if (os === undefined || !allows(os, process.platform) || !allows(cpu, process.arch)) return false;
  return process.platform !== "linux" || allows(libc, isGlibc ? "glibc" : "musl");
}

/** By content: every package in the version, and with the very bytes, that the lock file names. */
function agree(lock, installed) {
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === "") return true;
    const found = installed.packages?.[path];
    if (found === undefined) return (wanted.optional && !isForHere(wanted)) || (wanted.dev && NEEDS_NO_DEV);
    const { integrity = found.integrity } = wanted;
    return found.version === wanted.version && found.integrity === integrity;
  });
}

function isInstalled() {
  const [lock, installed] = [read(LOCK), read(INSTALLED)];
  if (lock === null || installed === null) return false;
  return read(SEAL) === sealOf(lock, installed) || agree(JSON.parse(lock), JSON.parse(installed));
}

if (!isInstalled()) {
  if (lstatSync("node_modules", { throwIfNoEntry: false })?.isSymbolicLink()) {
    console.error(
      "node_modules is a symbolic link to an installation that does not fit package-lock.json. Installing would empty it " +
        "for whoever else uses it: remove the link (rm node_modules), and start this again.",
    );
    process.exit(1);
  }
  console.error("Installing packages (once, and again when package-lock.json changes) …");
  execSync("npm ci --no-audit --no-fund --loglevel=error", { stdio: "inherit" });
  writeFileSync(SEAL, sealOf(read(LOCK), read(INSTALLED)));
}
