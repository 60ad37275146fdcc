import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface PageSchema {
  readonly type?: "string" | "integer" | "boolean" | "array" | "object";
  readonly enum?: readonly (string | number)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly required?: string[];
  readonly items?: PageSchema;
  readonly properties?: Readonly<Record<string, PageSchema>>;
}

/** A model's page as the platform publishes it: https://api.mindvideo.ai/models/<slug>/docs */
export interface Page {
  readonly model: string;
  readonly description: string;
  readonly input_schema: PageSchema;
  readonly sample: { readonly model: string; readonly input: Readonly<Record<string, unknown>> };
}

const FOLDER = fileURLToPath(new URL("published", import.meta.url));

export async function readPages(): Promise<readonly Page[]> {
  const files = (await readdir(FOLDER)).toSorted();
  return await Promise.all(files.map(async (file) => JSON.parse(await readFile(join(FOLDER, file), "utf8")) as Page));
}
