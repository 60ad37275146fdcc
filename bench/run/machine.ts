import { execFileSync } from "node:child_process";
import { availableParallelism, cpus, release, totalmem, type } from "node:os";

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
    `commit ${commit()}`,
    `${seconds.toFixed(0)} s`,
  ].join(", ");
}

function commit(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  } catch {
    return "unknown";
  }
}
