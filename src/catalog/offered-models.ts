import type { Catalog } from "./catalog.ts";
import type { GuildRules } from "../domain/money/budget.ts";

/**
 * The catalog as a guild has it, without the models that it has switched off: what runs when none is named, what it
 * costs, what a form shows and what is suggested then agree by themselves.
 */
export const offeredModels = (catalog: Catalog, { modelsOff }: Pick<GuildRules, "modelsOff">): Catalog =>
  modelsOff.length === 0 ? catalog : catalog.without(modelsOff);
