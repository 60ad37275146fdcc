import type { Generation, Outcome, Phase } from "../domain/generation.ts";
import type { Micros } from "../domain/money/money.ts";
import type { GuildRules } from "../domain/money/budget.ts";
import type { PlatformName } from "../domain/messages/invocation.ts";
import type { LedgerEntry, Run, UsageOf, UsageQuery, UsageSum } from "../domain/money/ledger.ts";
import type { ReplyRef } from "../domain/messages/reply.ts";
import type { SharedKeyValueStore } from "../domain/key-value.ts";

/** Whose generations a window counts. */
export type WindowScope =
  | { readonly kind: "everything" }
  | { readonly kind: "guild"; readonly platform: PlatformName; readonly guildId: string }
  | {
      readonly kind: "member" | "role" | "channel";
      readonly platform: PlatformName;
      readonly guildId: string;
      readonly id: string;
    };

/** One budget window that a hold must fit in, such as this guild's November. */
export interface Claim {
  /** Unique and stable. */
  readonly window: string;
  readonly cap: Micros;
  /** A window that is claimed for the first time begins with what was held and spent since then. */
  readonly since: number;
  readonly subject: WindowScope;
}

export interface WindowState {
  readonly window: string;
  readonly held: Micros;
  readonly spent: Micros;
}

export type Acceptance<C extends Claim = Claim> =
  | { readonly kind: "accepted" }
  /** The same interaction arrived before (P2): nothing was written. */
  | { readonly kind: "duplicate"; readonly generation: Generation }
  /** It does not fit in this window (M1): nothing was written. */
  | { readonly kind: "full"; readonly claim: C; readonly state: WindowState };

/**
 * Makes a job of a row that is written, in the very transaction that writes it: both are there, or neither is. What it
 * throws undoes the row.
 */
export type Enqueue = (
  tx: RawTransaction,
  job: { readonly generationId: string; readonly guildId: string },
) => Promise<void>;

/** A transaction for those who bring their own SQL, with PostgreSQL's `$1`. */
export interface RawTransaction {
  executeSql(text: string, values?: readonly unknown[]): Promise<{ readonly rows: unknown[] }>;
}

/** Everything that must survive a crash. One contract suite holds every implementation. */
export interface Store extends AsyncDisposable {
  /** What is key and value by nature, on the same database. */
  readonly keyValue: SharedKeyValueStore;

  /**
   * The hold in every claimed window and the row, or neither (M1, P1, P2). `plan` gets the guild's rules as they stand
   * in the same transaction; what it throws is thrown, and nothing was written.
   */
  accept<C extends Claim>(generation: Generation, plan: (rules: GuildRules) => readonly C[]): Promise<Acceptance<C>>;
  get(generationId: string): Promise<Generation | null>;
  /** What a restart has to carry on, oldest first (P3). */
  unfinished(): Promise<readonly { readonly generationId: string; readonly guildId: string }[]>;
  /** Of what is not over: how many in each state that there are any in. */
  stateCounts(): Promise<readonly StateCount[]>;

  /** The reply is now the message `next`. Changes nothing when the row has another message than `previous` by now. */
  recordMessage(generationId: string, next: ReplyRef, previous: string | null): Promise<void>;
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

  /** The newest first. */
  recent(query: RecentQuery): Promise<readonly Generation[]>;
  /** What is over is delivered once more, to `reply`; nothing else of it changes. False: it is not over, or on its way. */
  bringBack(generationId: string, reply: ReplyRef): Promise<boolean>;
  /** What the API calls it, whatever became of it; null: it never said so. */
  taskOf(generationId: string): Promise<string | null>;

  /** As they stand, begun from history where nothing has claimed them yet. */
  windows(claims: readonly Claim[]): Promise<readonly WindowState[]>;
  /** True once for each window and share: the caller is the one to tell of it. */
  markAlerted(window: string, percent: number): Promise<boolean>;
  /** Windows whose sums differ from the ledger's; none is how it must be. `repair`: writes the ledger's. */
  audit(repair: boolean): Promise<readonly Discrepancy[]>;

  rules(platform: PlatformName, guildId: string): Promise<GuildRules>;
  /** Reads, changes and writes the rules in one transaction, and enters what was changed into the ledger. */
  changeRules(change: RulesChange): Promise<GuildRules>;

  ledger(generationId: string): Promise<readonly LedgerEntry[]>;
  /** The latest first. */
  guildLedger(platform: PlatformName, guildId: string, limit: number): Promise<readonly LedgerEntry[]>;
  /** The ledger's sums a member, model or channel: only of those with a run in that time, in no order. */
  usage(query: UsageQuery, of: UsageOf): Promise<readonly UsageSum[]>;
  /** One by one, the oldest first. */
  runs(query: UsageQuery): Promise<readonly Run[]>;
  /** When the guild's first run was accepted; null: there is none. */
  firstRunAt(platform: PlatformName, guildId: string): Promise<number | null>;
}

export interface RecentQuery {
  readonly platform: PlatformName;
  readonly guildId: string;
  /** Null: everybody's. */
  readonly userId: string | null;
  /** Only what came before that run; null: from the newest on. */
  readonly before: Pick<Generation, "createdAt" | "id"> | null;
  readonly limit: number;
}

export interface StateCount {
  readonly state: string;
  readonly count: number;
  /** Set aside for them; what stays held of a run that is lost is in no state. */
  readonly held: Micros;
}

export interface Discrepancy {
  readonly window: string;
  readonly kept: { readonly held: Micros; readonly spent: Micros };
  readonly ledger: { readonly held: Micros; readonly spent: Micros };
}

export interface RulesChange {
  readonly platform: PlatformName;
  readonly guildId: string;
  readonly channelId: string;
  readonly userId: string;
  readonly at: number;
  readonly apply: (rules: GuildRules) => GuildRules;
  /** What was changed, for the log that admins read. */
  readonly note: string;
}

export interface Submitted {
  readonly taskId: string;
  readonly phase: Phase;
  readonly estimate: Micros | null;
  readonly at: number;
}
