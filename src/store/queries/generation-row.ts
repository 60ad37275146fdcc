import type { Selectable } from "kysely";
import type { Generation, GenerationState, Outcome, Phase } from "../../domain/generation.ts";
import type { PlatformName } from "../../domain/messages/invocation.ts";
import { micros } from "../../domain/money/money.ts";
import type { ReplyRef } from "../../domain/messages/reply.ts";
import { TerminalError } from "../../domain/errors/errors.ts";
import type { GenerationTable } from "../tables.ts";

type Row = Selectable<GenerationTable>;

export function toRow(generation: Generation): Row {
  return {
    id: generation.id,
    platform: generation.platform,
    interaction_id: generation.interactionId,
    guild_id: generation.guildId,
    channel_id: generation.channelId,
    parent_channel_id: generation.parentChannelId ?? null,
    user_id: generation.userId,
    role_ids_json: JSON.stringify(generation.roleIds),
    command: generation.command,
    model: generation.model,
    values_json: JSON.stringify(generation.values),
    input_json: JSON.stringify(generation.input),
    warnings_json: JSON.stringify(generation.warnings),
    reply_json: JSON.stringify(generation.reply),
    message_id: generation.reply.messageId,
    hold: generation.hold,
    state: "held",
    phase: null,
    phase_since: null,
    task_id: null,
    outcome_json: null,
    undeliverable_code: null,
    created_at: generation.createdAt,
    submitted_at: null,
    settled_at: null,
  };
}

export function fromRow(row: Row): Generation {
  return {
    id: row.id,
    platform: row.platform as PlatformName,
    interactionId: row.interaction_id,
    guildId: row.guild_id,
    channelId: row.channel_id,
    ...(row.parent_channel_id === null ? {} : { parentChannelId: row.parent_channel_id }),
    userId: row.user_id,
    roleIds: JSON.parse(row.role_ids_json) as readonly string[],
    command: row.command,
    model: row.model,
    values: JSON.parse(row.values_json) as Generation["values"],
    input: JSON.parse(row.input_json) as Generation["input"],
    warnings: JSON.parse(row.warnings_json) as readonly string[],
    reply: { ...(JSON.parse(row.reply_json) as ReplyRef), messageId: row.message_id },
    hold: micros(row.hold),
    state: stateOf(row),
    createdAt: row.created_at,
    submittedAt: row.submitted_at,
    settledAt: row.settled_at,
  };
}

/** @throws TerminalError `store.corrupt` when the columns contradict each other: no query of ours writes such a row */
function stateOf(row: Row): GenerationState {
  const outcome = row.outcome_json === null ? null : (JSON.parse(row.outcome_json) as Outcome);
  if (row.state === "held" || row.state === "submitting") return { kind: row.state };
  if (row.state === "running" && row.task_id !== null && row.phase !== null && row.phase_since !== null) {
    return { kind: "running", taskId: row.task_id, phase: row.phase as Phase, since: row.phase_since };
  }
  if (row.state === "settled" && outcome !== null) return { kind: "settled", outcome };
  if (row.state === "delivered" && outcome !== null) return { kind: "delivered", outcome };
  if (row.state === "undeliverable" && outcome !== null) {
    return { kind: "undeliverable", outcome, code: row.undeliverable_code ?? "internal" };
  }
  throw new TerminalError("store.corrupt", { detail: { generationId: row.id, state: row.state } });
}
