import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import addFormatsModule from "ajv-formats";
import { proseProblems } from "./prose-rules.ts";
import type { JsonObject } from "../api/json.ts";

export interface Model {
  readonly slug: string;
  readonly makes: "images" | "videos";
  /** Everything that is wrong with an input; empty when the platform would take it. */
  problems(input: JsonObject): readonly string[];
}

interface SchemaDocument {
  readonly model: string;
  readonly input: { readonly properties?: Readonly<Record<string, unknown>> };
}

/** The models of a folder, one JSON document each, read when first asked for: a file dropped in later is a model too. */
export class Models {
  readonly #folder: string;
  readonly #known = new Map<string, Model>();
  readonly #ajv = addFormatsModule.default(new Ajv({ allErrors: true, keywords: ["x-playground"] }));

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Undefined: no such model. */
  async find(slug: string): Promise<Model | undefined> {
    const known = this.#known.get(slug);
    if (known) return known;
    if (!/^[a-z0-9-]+$/.test(slug)) return undefined;
    const document = await this.#read(slug);
    if (document?.model !== slug) return undefined;
    const model = this.#compile(document);
    this.#known.set(slug, model);
    return model;
  }

  async #read(slug: string): Promise<SchemaDocument | undefined> {
    try {
      return JSON.parse(await readFile(join(this.#folder, `${slug}.json`), "utf8")) as SchemaDocument;
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
      throw error;
    }
  }

  #compile({ model, input }: SchemaDocument): Model {
    const validate = this.#ajv.compile(input);
    return {
      slug: model,
      makes: input.properties && "duration" in input.properties ? "videos" : "images",
      problems(candidate) {
        if (validate(candidate)) return proseProblems(model, candidate);
        return (validate.errors ?? []).map((e) => `input${e.instancePath.replaceAll("/", ".")} ${e.message ?? ""}`);
      },
    };
  }
}
