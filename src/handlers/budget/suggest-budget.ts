import { mayManage } from "../../budget/may-manage.ts";
import { suggestZones } from "../../budget/time-zones.ts";
import type { Origin } from "../../domain/messages/invocation.ts";
import type { Choice, Typing } from "../../domain/messages/option.ts";
import { sayCapChoice, sayModelChoice } from "../../wording/budget-choices.ts";
import { nameOf } from "../names.ts";
import type { Parts } from "../../pipeline/parts.ts";
import { capId } from "./cap-id.ts";

/** What can stand in an option of `/budget`; nothing for those who may not change it. */
export async function suggestBudget(
  parts: Pick<Parts, "catalog" | "clock" | "store">,
  { option, text }: Typing,
  origin: Origin,
): Promise<readonly Choice[]> {
  const rules = await parts.store.rules(origin.platform, origin.guildId);
  if (!mayManage(rules, origin)) return [];
  switch (option) {
    case "zone":
      return suggestZones(text, parts.clock.now());
    case "model":
      return matching(await models(parts, origin), text);
    case "budget":
      return matching(await caps(parts, origin), text);
    default:
      return [];
  }
}

async function models(
  { catalog, store }: Pick<Parts, "catalog" | "store">,
  origin: Origin,
): Promise<readonly Choice[]> {
  const { modelsOff } = await store.rules(origin.platform, origin.guildId);
  const known = catalog.models.map(({ slug, title }) => ({ title, slug }));
  // Switched off here, and no longer offered at all since.
  const stale = modelsOff.filter((slug) => !known.some((one) => one.slug === slug));
  return [...known, ...stale.map((slug) => ({ title: slug, slug }))].map(({ title, slug }) => ({
    label: sayModelChoice(title, modelsOff.includes(slug)),
    value: slug,
  }));
}

async function caps({ store }: Pick<Parts, "store">, { platform, guildId }: Origin): Promise<readonly Choice[]> {
  const rules = await store.rules(platform, guildId);
  const named = rules.caps.map(async (cap) => {
    const { scope } = cap;
    const name = "id" in scope ? ((await nameOf(store.keyValue, { platform, guildId, id: scope.id })) ?? scope.id) : "";
    return { label: sayCapChoice(cap, name), value: capId(cap) };
  });
  return await Promise.all(named);
}

/** Those that have what is typed in them, or all where none has. */
function matching(choices: readonly Choice[], text: string): readonly Choice[] {
  const wanted = text.trim().toLowerCase();
  const fit = choices.filter(({ label, value }) => `${label} ${value}`.toLowerCase().includes(wanted));
  return fit.length > 0 ? fit : choices;
}
