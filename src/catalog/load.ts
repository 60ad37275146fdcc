import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { TerminalError } from "../domain/errors.ts";
import { createCatalog } from "./catalog.ts";
import type { Catalog } from "./catalog.ts";

/**
 * One model a file, every `*.json` of the folder.
 * @throws TerminalError `catalog.broken`; `detail.file` is the file that cannot be used, or null where several disagree
 */
export async function loadCatalog(directory: string): Promise<Catalog> {
  const files = (await readdir(directory)).filter((name) => name.endsWith(".json")).toSorted();
  const documents: unknown[] = [];
  for (const file of files) documents.push(await readDocument(directory, file));
  if (documents.length === 0) throw broken(directory, ["there is no model in it"]);
  return createCatalog(documents);
}

async function readDocument(directory: string, file: string): Promise<unknown> {
  let document: unknown;
  try {
    document = JSON.parse(await readFile(join(directory, file), "utf8"));
    // Compiled alone, it is clear which file a fault belongs to.
    createCatalog([document]);
  } catch (error) {
    throw broken(file, error instanceof TerminalError ? error.detail["faults"] : [String(error)]);
  }
  const { model } = document as { model: string };
  if (`${model}.json` !== file) throw broken(file, [`it describes ${model}: a file is named for its model`]);
  return document;
}

const broken = (file: string, faults: unknown): TerminalError =>
  new TerminalError("catalog.broken", { detail: { file, faults } });
