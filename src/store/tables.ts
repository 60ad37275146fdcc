import type { Generated } from "kysely";
import type { LedgerKind } from "./store.ts";

/** Amounts are whole micro-dollars (M3), times are milliseconds since the epoch, `json` in a name is JSON as text. */
export interface Tables {
  readonly generation: GenerationTable;
  readonly budget_window: BudgetWindowTable;
  readonly ledger: LedgerTable;
  readonly key_value: KeyValueTable;
}

export interface GenerationTable {
  readonly id: string;
  readonly platform: string;
  readonly interaction_id: string;
  readonly guild_id: string;
  readonly channel_id: string;
  readonly user_id: string;
  readonly command: string;
  readonly model: string;
  readonly values_json: string;
  readonly input_json: string;
  readonly warnings_json: string;
  readonly reply_json: string;
  /** Kept apart from the rest of the reply: it is learned by the answer while other stages may write the reply. */
  readonly message_id: string | null;
  readonly windows_json: string;
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
}

interface LedgerTable {
  readonly id: Generated<number>;
  readonly at: number;
  readonly kind: LedgerKind;
  readonly generation_id: string;
  readonly guild_id: string;
  readonly user_id: string;
  readonly held: number;
  readonly spent: number;
}

interface KeyValueTable {
  readonly key: string;
  readonly value_json: string;
  readonly expires_at: number | null;
}
