// What the database says of the money, read from the file itself and summed by hand: the bot's own code has no part in it.

import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect } from "vitest";
import type { Harness } from "./harness.ts";

/** Five seconds without sound at 720p: $0.0945, and up to $0.095 before the API has named its price. */
export const CLIP = {
  prompt: "she turns and smiles",
  image_urls: "https://example.com/portrait.jpg",
  resolution: "720p",
  duration: 5,
  audio: false,
};

export interface Money {
  readonly runs: readonly { readonly interactionId: string; readonly state: string; readonly hold: number }[];
  /** Of each run, in the order they were entered; amounts in micro-dollars. */
  readonly entries: readonly {
    readonly interactionId: string;
    readonly kind: string;
    readonly held: number;
    readonly spent: number;
  }[];
  /** The budget windows of the guild, such as `guild:month:2026-11`. */
  readonly windows: Readonly<Record<string, { readonly held: number; readonly spent: number }>>;
}

/** Fails when a window is not the sum of the entries of the runs that it counts, or a run has not exactly one hold. */
export function readMoney({ env, fixtures }: Harness): Money {
  using file = new DatabaseSync(join(env["DATA_DIR"] ?? "", "atelier.db"), { readOnly: true });
  const rows = <T>(sql: string): T[] =>
    file
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }) as T);
  const runs = rows<Money["runs"][number]>(
    "select interaction_id as interactionId, state, hold from generation order by created_at",
  );
  const entries = rows<Money["entries"][number]>(
    `select interaction_id as interactionId, kind, held, spent
    from ledger join generation on generation.id = ledger.generation_id order by ledger.id`,
  );
  const counted = rows<{ interactionId: string; key: string }>(
    `select interaction_id as interactionId, window_key as key
    from generation_window join generation on generation.id = generation_id`,
  );
  const kept = rows<{ key: string; held: number; spent: number }>("select key, held, spent from budget_window");
  for (const { key, ...sums } of kept) {
    const mine = new Set(counted.filter((link) => link.key === key).map(({ interactionId }) => interactionId));
    const theirs = entries.filter(({ interactionId }) => mine.has(interactionId));
    const sum = (of: "held" | "spent"): number => theirs.reduce((all, entry) => all + entry[of], 0);
    expect({ key, ...sums }).toEqual({ key, held: sum("held"), spent: sum("spent") });
  }
  const holds = entries.filter(({ kind }) => kind === "hold").map(({ interactionId }) => interactionId);
  expect(holds.toSorted()).toEqual(runs.map(({ interactionId }) => interactionId).toSorted());
  const prefix = `discord:${fixtures.guild.id}:`;
  const windows = kept.map(({ key, ...sums }) => [key.replace(prefix, "").replace(/:\d+$/, ""), sums] as const);
  return { runs, entries, windows: Object.fromEntries(windows) };
}

/** What the account at the API was charged, in micro-dollars. */
export const charged = ({ mindvideo }: Harness): number =>
  mindvideo.charges.reduce((all, { dollars }) => all + Math.round(dollars * 1e6), 0);

/** The month that a moment is in, in UTC: `2026-11`. */
export const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7);
