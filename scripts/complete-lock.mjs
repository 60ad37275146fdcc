// After `npm install` from a registry that lacks some platforms' binaries: npm leaves those out of the lock file, and from
// then on `npm ci` refuses it on every machine. Adds what is missing from each package's own exact list; the binaries
// themselves are only ever fetched on their platform. `node scripts/complete-lock.mjs`

import { readFileSync, writeFileSync } from "node:fs";

const FILE = "package-lock.json";
const SYSTEMS = new Set(["aix", "android", "darwin", "freebsd", "linux", "openharmony", "sunos", "win32"]);
const PROCESSORS = new Set(["arm", "arm64", "ia32", "loong64", "ppc64", "riscv64", "s390x", "x64"]);
const LIBRARIES = { gnu: "glibc", gnueabihf: "glibc", musl: "musl", musleabihf: "musl" };

/** What a binary's name says of where it runs: `@oxlint/binding-linux-x64-musl`. */
function platformOf(name) {
  const words = name.split("/").at(-1).split("-");
  const os = words.filter((word) => SYSTEMS.has(word));
  const libc = words.flatMap((word) => LIBRARIES[word] ?? []);
  return {
    os,
    cpu: words.filter((word) => PROCESSORS.has(word)),
    ...(os.includes("linux") && libc.length > 0 ? { libc } : {}),
  };
}

const lock = JSON.parse(readFileSync(FILE, "utf8"));
const added = Object.entries(lock.packages).flatMap(([path, { dev, optionalDependencies = {} }]) =>
  Object.entries(optionalDependencies)
    .filter(([name]) => !lock.packages[`node_modules/${name}`] && !lock.packages[`${path}/node_modules/${name}`])
    .filter(([name, version]) => /^\d/.test(version) && platformOf(name).os.length > 0)
    .map(([name, version]) => [
      `node_modules/${name}`,
      { version, ...(dev ? { dev } : {}), optional: true, ...platformOf(name) },
    ]),
);
const sorted = Object.entries({ ...lock.packages, ...Object.fromEntries(added) }).toSorted(([a], [b]) =>
  a < b ? -1 : 1,
);
writeFileSync(FILE, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
console.log(`${added.length} added`);
