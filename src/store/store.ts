import type { Generation, Outcome, Phase } from "../domain/generation.ts";
import type { Micros } from "../domain/money/money.ts";
import type { GuildRules } from "../domain/money/budget.ts";
import type { PlatformName } from "../domain/messages/invocation.ts";
import type { LedgerEntry, Run, UsageOf, UsageQuery, UsageSum } from "../domain/money/ledger.ts";
import type { ReplyRef } from "../domain/messages/reply.ts";
import type { SharedKeyValueStore } from "../domain/key-value.ts";

/** The generations that a window counts. */
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
  /** Unique and stable name. */
  readonly window: string;
  readonly cap: Micros;
  /** Milliseconds since the epoch. A window claimed for the first time starts with what was held and spent since then. */
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
  /** This interaction has arrived before (P2): nothing was written. */
  | { readonly kind: "duplicate"; readonly generation: Generation }
  /** It does not fit in this window (M1): nothing was written. */
  | { readonly kind: "full"; readonly claim: C; readonly state: WindowState };

/**
 * Adds a job in the transaction that writes its row, so that both exist or neither does. If it throws, the row is undone.
 */
export type Enqueue = (
  tx: RawTransaction,
  job: { readonly generationId: string; readonly guildId: string },
) => Promise<void>;

/** A transaction that runs plain SQL, with PostgreSQL's `$1`. */
export interface RawTransaction {
  executeSql(text: string, values?: readonly unknown[]): Promise<{ readonly rows: unknown[] }>;
}

/**
 * Everything that must survive a crash. Both implementations pass `test/store/contract.ts`.
 * @throws RetryableError `database.away`, from any method
 */
export interface Store extends AsyncDisposable {
  /** Key-value data, in the same database. */
  readonly keyValue: SharedKeyValueStore;

  /**
   * Writes the row and holds its amount in every claimed window, or does neither (M1, P1, P2). `plan` gets the guild's
   * rules in the same transaction; if it throws, nothing is written and the error passes on.
   */
  accept<C extends Claim>(generation: Generation, plan: (rules: GuildRules) => readonly C[]): Promise<Acceptance<C>>;
  get(generationId: string): Promise<Generation | null>;
  /** Counts the runs that go on: of this member, and in the whole guild. */
  running(
    of: Pick<Generation, "platform" | "guildId" | "userId">,
  ): Promise<{ readonly member: number; readonly guild: number }>;
  /** Generations that a restart has to carry on, oldest first (P3). */
  unfinished(): Promise<readonly { readonly generationId: string; readonly guildId: string }[]>;
  /** Counts unfinished generations by state; states without any are left out. */
  stateCounts(): Promise<readonly StateCount[]>;

  /** Records that the reply is now `next`. Changes nothing if the row's message is no longer `previous`. */
  recordMessage(generationId: string, next: ReplyRef, previous: string | null): Promise<void>;
  recordReply(generationId: string, reply: ReplyRef): Promise<void>;
  /** Moves `held` to `submitting`, before the API is called; nobody can cancel from then on. False: it was cancelled. */
  beginSubmission(generationId: string, at: number): Promise<boolean>;
  /** Moves `submitting` back to `held`: nothing has been sent after all. */
  withdrawSubmission(generationId: string): Promise<void>;
  /** Moves `submitting` to `running`, and the hold to what the API's estimate says, even past a cap. */
  recordSubmitted(generationId: string, submitted: Submitted): Promise<void>;
  recordPhase(generationId: string, phase: Phase, at: number): Promise<void>;
  /** Writes the outcome and closes the hold at its cost. False: the hold was closed before, nothing changed (M2). */
  settle(generationId: string, outcome: Outcome, at: number): Promise<boolean>;
  /** Settles as cancelled at no cost, if the API has not been called yet. False: too late. */
  cancel(generationId: string, at: number): Promise<boolean>;
  recordDelivered(generationId: string, reply: ReplyRef): Promise<void>;
  recordUndeliverable(generationId: string, code: string): Promise<void>;

  /** The newest first. */
  recent(query: RecentQuery): Promise<readonly Generation[]>;
  /** Sends a finished run back to delivery, to `reply`. False: it is not finished, or being delivered already. */
  bringBack(generationId: string, reply: ReplyRef): Promise<boolean>;
  /** Takes a lost run up again, to end in `reply`: the API knows its task after all. False: it is not lost, or closed. */
  reopenLost(generationId: string, again: { readonly reply: ReplyRef; readonly at: number }): Promise<boolean>;
  /** The API's task ID, in any state; null if the API never named one. */
  taskOf(generationId: string): Promise<string | null>;

  /** Reads windows, computing from history those that nothing has claimed yet. */
  windows(claims: readonly Claim[]): Promise<readonly WindowState[]>;
  /** True once per window and level: then the caller posts the alert. */
  markAlerted(window: string, percent: number): Promise<boolean>;
  /** Windows whose sums differ from the ledger's; there should be none. `repair` overwrites them with the ledger's. */
  audit(repair: boolean): Promise<readonly Discrepancy[]>;

  rules(platform: PlatformName, guildId: string): Promise<GuildRules>;
  /** Reads, changes and writes the rules in one transaction, with a ledger entry of the change. */
  changeRules(change: RulesChange): Promise<GuildRules>;

  ledger(generationId: string): Promise<readonly LedgerEntry[]>;
  /** The latest first. */
  guildLedger(platform: PlatformName, guildId: string, limit: number): Promise<readonly LedgerEntry[]>;
  /** Ledger sums by member, model or channel, unordered; only those with a run in that time. */
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
  /** Only runs older than this one; null: start with the newest. */
  readonly before: Pick<Generation, "createdAt" | "id"> | null;
  readonly limit: number;
}

export interface StateCount {
  readonly state: string;
  readonly count: number;
  /** Set aside for them. What stays held of lost runs is not included. */
  readonly held: Micros;
}

/** A window whose sums differ from its ledger entries. */
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
  /** To set aside from now on; null: as before. */
  readonly hold: Micros | null;
  readonly at: number;
}
