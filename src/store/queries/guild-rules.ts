import type { Kysely, Transaction } from "kysely";
import { NO_RULES } from "../../domain/money/budget.ts";
import type { Cap, CapScope, GuildRules } from "../../domain/money/budget.ts";
import type { PlatformName } from "../../domain/messages/invocation.ts";
import { micros, ZERO } from "../../domain/money/money.ts";
import type { Dialect } from "../dialect.ts";
import { inTransaction } from "./in-transaction.ts";
import { enter } from "./ledger.ts";
import type { RulesChange } from "../store.ts";
import type { Tables } from "../tables.ts";

interface Guild {
  readonly platform: PlatformName;
  readonly guildId: string;
}

type Settings = Omit<GuildRules, "caps">;

export async function readRules(
  db: Pick<Kysely<Tables>, "selectFrom">,
  { platform, guildId }: Guild,
): Promise<GuildRules> {
  const of = { platform, guild_id: guildId };
  const setting = await db
    .selectFrom("guild_setting")
    .select("settings_json")
    .where((eb) => eb.and(of))
    .executeTakeFirst();
  const caps = await db
    .selectFrom("guild_cap")
    .selectAll()
    .where((eb) => eb.and(of))
    .orderBy("scope")
    .orderBy("subject_id")
    .orderBy("period")
    .execute();
  const settings = setting === undefined ? {} : (JSON.parse(setting.settings_json) as Partial<Settings>);
  return {
    ...NO_RULES,
    ...settings,
    caps: caps.map((row) => ({
      scope: scopeOf(row.scope, row.subject_id),
      period: row.period,
      amount: micros(row.amount),
    })),
  };
}

const scopeOf = (kind: CapScope["kind"], id: string): CapScope =>
  kind === "guild" || kind === "each-member" ? { kind } : { kind, id };

/** Lock name. Accepting a run shares it, changing the rules takes it alone, so neither sees the other halfway. */
export const rulesLock = ({ platform, guildId }: Guild): string => `rules:${platform}:${guildId}`;

export async function changeRules(db: Kysely<Tables>, change: RulesChange, dialect: Dialect): Promise<GuildRules> {
  const { platform, guildId, channelId, userId, at, note } = change;
  return await inTransaction(db, async (tx) => {
    await dialect.lock(tx, rulesLock(change), "alone");
    const before = await readRules(tx, change);
    const after = change.apply(before);
    const rules = { ...after, edition: before.edition + (countAlike(before, after) ? 0 : 1) };
    await writeRules(tx, change, rules);
    await enter(tx, {
      at,
      kind: "rules",
      generationId: null,
      platform,
      guildId,
      channelId,
      userId,
      model: "",
      heldAt: at,
      held: ZERO,
      spent: ZERO,
      note,
    });
    return rules;
  });
}

/** Whether both rules claim the same windows for every run, whatever the amounts of their caps. */
const countAlike = (one: GuildRules, other: GuildRules): boolean => subjectsOf(one) === subjectsOf(other);

function subjectsOf({ timeZone, caps }: GuildRules): string {
  const subjects = caps.map((cap) => Object.values({ ...rowOf(cap), amount: null }).join(":"));
  return [timeZone, ...subjects.toSorted()].join();
}

async function writeRules(
  tx: Transaction<Tables>,
  { platform, guildId }: Guild,
  { caps, ...settings }: GuildRules,
): Promise<void> {
  const of = { platform, guild_id: guildId };
  const settings_json = JSON.stringify(settings);
  await tx
    .insertInto("guild_setting")
    .values({ ...of, settings_json })
    .onConflict((conflict) => conflict.columns(["platform", "guild_id"]).doUpdateSet({ settings_json }))
    .execute();
  await tx
    .deleteFrom("guild_cap")
    .where((eb) => eb.and(of))
    .execute();
  if (caps.length > 0) {
    await tx
      .insertInto("guild_cap")
      .values(caps.map((cap) => ({ ...of, ...rowOf(cap) })))
      .execute();
  }
}

const rowOf = ({ scope, period, amount }: Cap) => ({
  scope: scope.kind,
  subject_id: "id" in scope ? scope.id : "",
  period,
  amount,
});
