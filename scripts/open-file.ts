import { open } from "node:fs/promises";
import { createInterface } from "node:readline";
import type { FileHandle } from "node:fs/promises";
import { TerminalError } from "../src/domain/errors/errors.ts";

/** The one file that was named behind `npm run db:…`; undefined, and said so, where there is none or more. */
export function namedFile(toDo: "read" | "write"): string | undefined {
  const [path, ...others] = process.argv.slice(2);
  if (path !== undefined && others.length === 0) return path;
  console.error(`Name the file to ${toDo}: npm run db:${toDo === "read" ? "import" : "export"} -- FILE`);
  return undefined;
}

/** Of an export; a new one is its own user's alone: prompts and tokens are in it. */
export async function openFile(path: string, flags: "r" | "wx"): Promise<FileHandle> {
  try {
    return await open(path, flags, 0o600);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const why = code === "EEXIST" ? "is there already" : `cannot be ${flags === "r" ? "read" : "written"} (${code})`;
    throw new TerminalError("transfer.refused", { detail: { why: `${path} ${why}.` } });
  }
}

/** One by one; the file is let go of when the last was read, or nobody wants more. */
export async function* readLines(path: string): AsyncGenerator<string> {
  const stream = (await openFile(path, "r")).createReadStream();
  try {
    yield* createInterface({ input: stream, crlfDelay: Infinity });
  } finally {
    stream.destroy();
  }
}
