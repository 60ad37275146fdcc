/** A generation that somebody has to carry on, as the queue sees it. */
export interface Job {
  readonly generationId: string;
  /** Fairness is by guild: one guild's backlog never holds up another's. */
  readonly guildId: string;
}

/** Hands unfinished generations to workers, each to one at a time, after a crash as well (P3). */
export interface Queue extends AsyncDisposable {
  /** Takes on a job whose row was just committed. */
  add(job: Job): void;
  /**
   * Works until `signal` aborts, then waits for the work in hand. `work` ends when its generation is over, or when the
   * signal aborted and the row says where to go on.
   */
  run(work: (job: Job, signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void>;
}
