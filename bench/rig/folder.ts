import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder that is gone with the process. */
export function openFolder(): { readonly file: (name: string) => string } {
  const folder = mkdtempSync(join(tmpdir(), "atelier-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return { file: (name) => join(folder, name) };
}
