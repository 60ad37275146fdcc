/**
 * One flush for all that wait: resolves once a flush that began after the call has ended, and rejects with why that one
 * failed. Never two at once.
 */
export function createGroupFlush(flushOnce: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const begin = (): Promise<void> => {
    const flush = flushOnce().finally(() => (running = null));
    running = flush;
    return flush;
  };
  /** What runs now may have begun too early; whatever began since then will do. */
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
