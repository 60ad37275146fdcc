import type { Catalog } from "../catalog/catalog.ts";
import { TerminalError } from "../domain/errors/errors.ts";
import { nearest } from "../domain/text/nearest.ts";

/**
 * The catalog without the models that the operator has switched off.
 * @throws TerminalError `config.invalid` for an unknown name, since the model it was meant for would stay on
 */
export function withoutModelsOff(catalog: Catalog, modelsOff: readonly string[]): Catalog {
  const slugs = catalog.models.map(({ slug }) => slug);
  const problems = modelsOff.filter((name) => !slugs.includes(name)).map((name) => problemOf(name, slugs));
  if (problems.length > 0) throw new TerminalError("config.invalid", { detail: { problems } });
  return catalog.without(modelsOff);
}

function problemOf(name: string, slugs: readonly string[]): string {
  const meant = nearest(name.toLowerCase(), slugs);
  const help = meant === null ? `The models are ${slugs.join(", ")}.` : `Did you mean ${meant}?`;
  return `MODELS_OFF names ${JSON.stringify(name)}, which is no model. ${help}`;
}
