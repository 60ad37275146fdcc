import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, release, totalmem, type } from "node:os";

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
}

const LOCK = new URL("../../package-lock.json", import.meta.url);

/** Where and when a section was measured, in one line. */
export function describeMachine(seconds: number): string {
  const cores = availableParallelism();
  const memory = (totalmem() / 1024 ** 3).toFixed(0);
  return [
    new Date().toISOString().slice(0, 16).replace("T", " ") + " UTC",
    `${cores} × ${cpus()[0]?.model.trim() ?? "unknown"}`,
    `${memory} GiB`,
    `${type()} ${release()}`,
    `Node ${process.version}`,
    ...COMPARED.map((name) => `${name} ${versionOf(name)}`),
    `commit ${commit()}`,
    `${seconds.toFixed(0)} s`,
  ].join(", ");
}

/** What ours is made of or compared with. */
const COMPARED = ["discord.js", "undici", "@fal-ai/client", "replicate"] as const;

function versionOf(name: string): string {
  const { packages } = JSON.parse(readFileSync(LOCK, "utf8")) as Lock;
  return packages[`node_modules/${name}`]?.version ?? "unknown";
}

function commit(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  } catch {
    return "unknown";
  }
}
