import type { Clock } from "./clock.ts";

/** Resolves with `work`'s result, or null if it takes longer than `ms`. Rejects as `work` does. */
export async function within<T>(clock: Pick<Clock, "sleep">, ms: number, work: Promise<T>): Promise<T | null> {
  const done = new AbortController();
  const late = async (): Promise<null> => {
    await clock.sleep(ms, done.signal);
    return null;
  };
  try {
    return await Promise.race([work, late()]);
  } finally {
    done.abort();
  }
}
