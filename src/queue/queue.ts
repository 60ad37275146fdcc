/** A generation that somebody has to carry on, as the queue sees it. */
export interface Job {
  readonly generationId: string;
  /** Fairness is by guild: one guild's backlog never holds up another's. */
  readonly guildId: string;
}

/** Ends when its generation is over, or when `signal` aborted and the row says where to go on. */
export type Work = (job: Job, signal: AbortSignal) => Promise<void>;

/** Hands unfinished generations to workers, each to one at a time, after a crash as well (P3). */
export interface Queue extends AsyncDisposable {
  /** Takes on a job whose row was just committed. */
  add(job: Job): void;
  /** Takes on those of these unfinished rows that it has not got: what a crash left, or what came from elsewhere. */
  restore(jobs: readonly Job[]): Promise<void>;
  /** Works until `signal` aborts, then waits for the work in hand. */
  run(work: Work, signal: AbortSignal): Promise<void>;
  /** When there is room again, how many begin before it, and it: 1 is the next. Null: there is room, or it has begun. */
  position(job: Job): Promise<number | null>;
}
