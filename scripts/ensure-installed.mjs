// Runs before `npm start`, `npm test`, `npm run demo` and `npm run check`, on whatever Node the machine has: no syntax
// newer than Node 20 and no import from node_modules. Installs only when there is nothing to use, or something older
// than the lock file.
import { execSync } from "node:child_process";
import { statSync } from "node:fs";

const modifiedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** npm writes this file at the end of each install, so a broken-off install counts as none. */
const installedAt = modifiedAt("node_modules/.package-lock.json");

if (installedAt === 0 || installedAt < modifiedAt("package-lock.json")) {
  console.error("Installing packages (once, and again when package-lock.json changes) …");
  execSync("npm ci --no-audit --no-fund --loglevel=error", { stdio: "inherit" });
}
