/** An unfinished generation, as the queue sees it. */
export interface Job {
  readonly generationId: string;
  /** Jobs are shared out fairly by guild: one guild's backlog never holds up another's. */
  readonly guildId: string;
}

/** Gives the slot back for as long as `waiting` takes: who waits for others must not hold up the rest. */
export type Rest = <T>(waiting: Promise<T>) => Promise<T>;

/**
 * Resolves when the generation is over, or when `signal` aborts; the row then says where to go on. `elsewhere`: only
 * another process can carry it on.
 */
export type Work = (job: Job, signal: AbortSignal, rest: Rest) => Promise<void | "elsewhere">;

/** Hands out unfinished generations, each to one worker at a time, even after a crash (P3). */
export interface Queue extends AsyncDisposable {
  /** Adds a job whose row was just committed. */
  add(job: Job): void;
  /** Adds the unfinished rows that have no job yet, such as those that a crash or an import left. */
  restore(jobs: readonly Job[]): Promise<void>;
  /** Works until `signal` aborts, then waits for the work in hand. */
  run(work: Work, signal: AbortSignal): Promise<void>;
  /** 1-based queue position, once all free slots are taken. Null: it starts at once, or has started. */
  position(job: Job): Promise<number | null>;
}
