import type { Generation, Outcome, Phase } from "../domain/generation.ts";
import type { Micros } from "../domain/money.ts";
import type { ReplyRef } from "../domain/reply.ts";
import type { Memory } from "../domain/memory.ts";

/** One budget window that a hold needs room in, such as this guild's November. */
export interface Claim {
  /** Unique and stable: `guild:discord:123:month:2026-11`. */
  readonly window: string;
  /** Null: counted, never refused. */
  readonly cap: Micros | null;
}

export interface WindowState {
  readonly window: string;
  readonly held: Micros;
  readonly spent: Micros;
}

export type Acceptance =
  | { readonly kind: "accepted" }
  /** The same interaction arrived before (P2): nothing was written. */
  | { readonly kind: "duplicate"; readonly generation: Generation }
  /** No room in this window (M1): nothing was written. */
  | { readonly kind: "full"; readonly claim: Claim; readonly state: WindowState };

export type LedgerKind = "hold" | "adjust" | "settle" | "release" | "unconfirmed" | "correction";

/** One change of money. Never changed, never deleted. */
export interface LedgerEntry {
  readonly id: number;
  readonly at: number;
  readonly kind: LedgerKind;
  readonly generationId: string;
  readonly guildId: string;
  readonly userId: string;
  /** What the hold changed by, and what the spending changed by. */
  readonly held: Micros;
  readonly spent: Micros;
}

/** Everything that must survive a crash. `sqlite/` implements it; one contract suite holds every implementation. */
export interface Store extends AsyncDisposable {
  /** What is key and value by nature, on the same database. */
  readonly memory: Memory;

  /** The hold in every claimed window and the row, or neither (M1, P1, P2). */
  accept(generation: Generation, claims: readonly Claim[]): Promise<Acceptance>;
  get(generationId: string): Promise<Generation | null>;
  /** What a restart has to carry on, oldest first (P3). */
  unfinished(): Promise<readonly { readonly generationId: string; readonly guildId: string }[]>;

  /** The answer now stands in `next`. Changes nothing when the row has another message than `previous` by now. */
  recordMessage(generationId: string, next: string, previous: string | null): Promise<void>;
  recordReply(generationId: string, reply: ReplyRef): Promise<void>;
  /** `held` to `submitting`, before the API hears of it: from here on nobody can cancel. False: it was cancelled. */
  beginSubmission(generationId: string, at: number): Promise<boolean>;
  /** `submitting` to `running`; the hold shrinks to the API's estimate where that is lower. */
  recordSubmitted(generationId: string, submitted: Submitted): Promise<void>;
  recordPhase(generationId: string, phase: Phase, at: number): Promise<void>;
  /** Writes the outcome and closes the hold at its cost. False: it was closed before, and nothing changed (M2). */
  settle(generationId: string, outcome: Outcome, at: number): Promise<boolean>;
  /** Settles as cancelled at no cost, but only while the API has not heard of it. False: too late. */
  cancel(generationId: string, at: number): Promise<boolean>;
  recordDelivered(generationId: string, reply: ReplyRef): Promise<void>;
  recordUndeliverable(generationId: string, code: string): Promise<void>;

  windows(keys: readonly string[]): Promise<readonly WindowState[]>;
  ledger(generationId: string): Promise<readonly LedgerEntry[]>;
}

export interface Submitted {
  readonly taskId: string;
  readonly phase: Phase;
  readonly estimate: Micros | null;
  readonly at: number;
}
