import { openPostgres } from "../../src/store/postgres/postgres.ts";
import { openStage } from "./harness.ts";
import type { Stage, StageOptions } from "./harness.ts";

type Fixtures = Stage["fixtures"];

/** Several servers, and processes that share one PostgreSQL. */
export interface ScaleStage extends Stage {
  readonly guilds: readonly Fixtures[];
  /** What a process is started with. */
  readonly as: (role: "all" | "gateway" | "worker") => Readonly<Record<string, string>>;
}

export async function openScaleStage(url: string, guilds: number, options: StageOptions): Promise<ScaleStage> {
  const stage = await openStage(options);
  const { DATA_DIR: _, ...env } = stage.env;
  const further = Array.from({ length: guilds - 1 }, () => stage.discord.addFixtures());
  return {
    ...stage,
    guilds: [stage.fixtures, ...further],
    as: (role) => ({ ...env, DATABASE_URL: url, ROLE: role }),
  };
}

/** Windows whose sums are not the ledger's. */
export async function discrepancies(url: string): Promise<readonly unknown[]> {
  await using store = await openPostgres({ url, now: Date.now });
  return await store.audit(false);
}
