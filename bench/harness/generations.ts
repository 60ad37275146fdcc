import { DatabaseSync } from "node:sqlite";
import type { Generation, GenerationState } from "../../src/domain/generation.ts";
import { micros } from "../../src/domain/money/money.ts";
import { toRow } from "../../src/store/queries/generation-row.ts";

const GUILDS = 50;

/** As somebody would have it who has just asked; no two are the same run. */
export function aGeneration<S extends GenerationState>(index: number, state: S): Generation & { readonly state: S } {
  const interactionId = String(1_300_000_000_000_000_000n + BigInt(index));
  const guildId = String(700_000 + (index % GUILDS));
  const values = { prompt: `a red fox runs through snow, take ${index}`, n: 1, size: "2K" };
  return {
    id: `discord:${interactionId}`,
    platform: "discord",
    interactionId,
    guildId,
    channelId: `${guildId}1`,
    userId: String(800_000 + (index % 997)),
    roleIds: [],
    command: "image",
    model: "wan2-7-image",
    values,
    input: values,
    warnings: [],
    reply: {
      platform: "discord",
      guildId,
      channelId: `${guildId}1`,
      messageId: String(index + 1),
      token: `token-${index}`.padEnd(200, "x"),
      tokenExpiresAt: Date.now() + 14 * 60_000,
      ephemeral: false,
      maxFileBytes: 10_485_760,
      extraMessageIds: [],
    },
    hold: micros(500_000),
    state,
    createdAt: Date.now() - 40_000,
    submittedAt: Date.now() - 39_000,
    settledAt: null,
  };
}

export const running = (index: number) =>
  aGeneration(index, { kind: "running", taskId: `task_${index}`, phase: "processing", since: Date.now() - 38_000 });

/** Writes rows as an earlier process left them, all in one transaction. */
export function leave(databasePath: string, generations: readonly Generation[]): void {
  const database = new DatabaseSync(databasePath);
  database.exec("begin");
  for (const generation of generations) {
    const row = { ...toRow(generation), ...columnsOf(generation) };
    const names = Object.keys(row);
    const insert = database.prepare(
      `insert into generation (${names.join(", ")}) values (${names.map(() => "?").join(", ")})`,
    );
    insert.run(...Object.values(row));
  }
  database.exec("commit");
  database.close();
}

function columnsOf({ state, submittedAt, settledAt }: Generation) {
  const { kind } = state;
  return {
    state: kind,
    submitted_at: submittedAt,
    settled_at: settledAt,
    ...(kind === "running" ? { task_id: state.taskId, phase: state.phase, phase_since: state.since } : {}),
    ...(kind === "settled" ? { outcome_json: JSON.stringify(state.outcome) } : {}),
  };
}
