import type { Generated } from "kysely";
import type { CapScope, Period } from "../domain/money/budget.ts";
import type { LedgerKind } from "../domain/money/ledger.ts";

/** Amounts are whole micro-dollars (M3), times are milliseconds since the epoch, `json` in a name is JSON as text. */
export interface Tables {
  readonly generation: GenerationTable;
  readonly budget_window: BudgetWindowTable;
  readonly generation_window: GenerationWindowTable;
  readonly guild_cap: GuildCapTable;
  readonly guild_setting: GuildSettingTable;
  readonly ledger: LedgerTable;
  readonly key_value: KeyValueTable;
  readonly process: ProcessTable;
}

export interface GenerationTable {
  readonly id: string;
  readonly platform: string;
  readonly interaction_id: string;
  readonly guild_id: string;
  readonly channel_id: string;
  /** The channel of the thread it was started in; null: it was in no thread, or before threads were told apart. */
  readonly parent_channel_id: string | null;
  readonly user_id: string;
  readonly role_ids_json: string;
  readonly command: string;
  readonly model: string;
  readonly values_json: string;
  readonly input_json: string;
  readonly warnings_json: string;
  readonly reply_json: string;
  /** A column of its own: the answer learns it while other stages may be writing the reply. */
  readonly message_id: string | null;
  readonly hold: number;
  readonly state: string;
  readonly phase: string | null;
  readonly phase_since: number | null;
  readonly task_id: string | null;
  readonly outcome_json: string | null;
  readonly undeliverable_code: string | null;
  readonly created_at: number;
  readonly submitted_at: number | null;
  readonly settled_at: number | null;
}

interface BudgetWindowTable {
  readonly key: string;
  readonly held: number;
  readonly spent: number;
  /** The highest alert level, in percent, posted for this window. */
  readonly alerted: number;
}

/** The windows that a generation counts in. */
interface GenerationWindowTable {
  readonly generation_id: string;
  readonly window_key: string;
}

interface GuildCapTable {
  readonly platform: string;
  readonly guild_id: string;
  readonly scope: CapScope["kind"];
  /** Empty if the scope needs none. */
  readonly subject_id: string;
  readonly period: Period;
  readonly amount: number;
}

interface GuildSettingTable {
  readonly platform: string;
  readonly guild_id: string;
  readonly settings_json: string;
}

interface LedgerTable {
  readonly id: Generated<number>;
  readonly at: number;
  readonly kind: LedgerKind;
  /** Null for what concerns no generation: a change of the rules. */
  readonly generation_id: string | null;
  readonly platform: string;
  readonly guild_id: string;
  readonly channel_id: string;
  readonly user_id: string;
  readonly model: string;
  /** When the generation was accepted, which decides the window it counts in. */
  readonly held_at: number;
  readonly held: number;
  readonly spent: number;
  readonly note: string;
}

interface KeyValueTable {
  readonly key: string;
  readonly value_json: string;
  readonly expires_at: number | null;
}

/** The processes on this database that were seen lately. */
interface ProcessTable {
  readonly id: string;
  readonly role: string;
  readonly started_at: number;
  readonly seen_at: number;
  /** Number of generations it carries on. */
  readonly running: number;
  /** Its share of the common rate, relative to the others' weights. */
  readonly weight: number;
  /** How many of them wait for others, and take no slot. */
  readonly resting: number;
}
