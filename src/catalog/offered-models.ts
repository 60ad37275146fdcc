import type { Catalog } from "./catalog.ts";
import type { GuildRules } from "../domain/money/budget.ts";

/**
 * The catalog without the models that a guild has switched off. Default model, price, form and suggestions all come from
 * it, so they agree.
 */
export const offeredModels = (catalog: Catalog, { modelsOff }: Pick<GuildRules, "modelsOff">): Catalog =>
  modelsOff.length === 0 ? catalog : catalog.without(modelsOff);
