/**
 * Shares one flush among all who wait. Each call resolves when a flush that began after it has ended, and rejects if that
 * flush failed. Two never run at once.
 */
export function createGroupFlush(flushOnce: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const begin = (): Promise<void> => {
    const flush = flushOnce().finally(() => (running = null));
    running = flush;
    return flush;
  };
  /** The running flush may have begun too early; any that began since will do. */
  const after = async (earlier: Promise<void>): Promise<void> => {
    await earlier.catch(() => null);
    next = null;
    await (running ?? begin());
  };
  return async () => {
    if (running === null) await begin();
    else await (next ??= after(running));
  };
}
