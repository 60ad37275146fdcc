import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isFault, TerminalError } from "../domain/errors/errors.ts";
import { createCatalog } from "./create-catalog.ts";
import type { Catalog } from "./catalog.ts";

/**
 * Loads every `*.json` of the folder; each is one model.
 * @throws TerminalError `catalog.broken` with `detail.faults`, and `detail.file` unless several files are at odds
 */
export async function loadCatalog(directory: string): Promise<Catalog> {
  const files = (await readdir(directory)).filter((name) => name.endsWith(".json")).toSorted();
  if (files.length === 0) throw broken(directory, ["there is no model in it"]);
  const documents = await Promise.all(files.map(async (file) => await readDocument(directory, file)));
  try {
    return createCatalog(documents);
  } catch (error) {
    if (!isFault(error, "catalog.broken")) throw error;
    const { model = null, faults } = error.detail;
    throw broken(model === null ? null : fileOf(model), faults);
  }
}

async function readDocument(directory: string, file: string): Promise<unknown> {
  let document: unknown;
  try {
    document = JSON.parse(await readFile(join(directory, file), "utf8"));
  } catch (error) {
    throw broken(file, [String(error)]);
  }
  const model = typeof document === "object" && document !== null && "model" in document ? document.model : null;
  if (typeof model !== "string") throw broken(file, ["it names no model"]);
  if (fileOf(model) !== file) throw broken(file, [`it describes ${model}: a file is named for its model`]);
  return document;
}

const fileOf = (model: string): string => `${model}.json`;

const broken = (file: string | null, faults: readonly string[]): TerminalError =>
  new TerminalError("catalog.broken", { detail: { file, faults } });
