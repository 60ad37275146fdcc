import type { GuildRules } from "../../src/domain/money/budget.ts";
import type { RunningApp } from "./in-process.ts";
import type { Harness } from "./harness.ts";

/** As an admin of the guild does; what is not given stays. */
export async function changeRules(
  { app, fixtures }: Harness & { readonly app: RunningApp },
  change: Partial<GuildRules>,
): Promise<void> {
  const where = {
    platform: "discord",
    guildId: fixtures.guild.id,
    channelId: "1",
    userId: "1",
    at: 1,
    note: "",
  } as const;
  await app.parts.store.changeRules({ ...where, apply: (rules) => ({ ...rules, ...change }) });
}
