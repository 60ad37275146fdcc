import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders: string[] = [];
process.on("exit", () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder that is gone with the process. */
export function openFolder(): { readonly file: (name: string) => string } {
  const folder = mkdtempSync(join(tmpdir(), "atelier-bench-"));
  folders.push(folder);
  return { file: (name) => join(folder, name) };
}
