import { openPostgres } from "../../src/store/postgres/postgres.ts";
import { openHarness } from "./harness.ts";
import type { Harness, HarnessOptions } from "./harness.ts";

type Fixtures = Harness["fixtures"];

/** Several servers, and processes that share one PostgreSQL. */
export interface ScaleHarness extends Harness {
  readonly guilds: readonly Fixtures[];
  /** What a process is started with. */
  readonly as: (role: "all" | "gateway" | "worker") => Readonly<Record<string, string>>;
}

export async function openScaleHarness(url: string, guilds: number, options: HarnessOptions): Promise<ScaleHarness> {
  const harness = await openHarness(options);
  const { DATA_DIR: _, ...env } = harness.env;
  const further = Array.from({ length: guilds - 1 }, () => harness.discord.addFixtures());
  return {
    ...harness,
    guilds: [harness.fixtures, ...further],
    as: (role) => ({ ...env, DATABASE_URL: url, ROLE: role }),
  };
}

/** Windows whose sums are not the ledger's. */
export async function discrepancies(url: string): Promise<readonly unknown[]> {
  await using store = await openPostgres({ url, now: Date.now });
  return await store.audit(false);
}
