interface Heard {
  readonly actions: Set<() => void>;
  readonly stop: () => void;
}

const heard = new WeakMap<AbortSignal, Heard>();

/**
 * Does it once `signal` aborts, unless what this returns is called before. For where thousands wait for one signal: a
 * listener that is added to a signal is compared with all that it has.
 * @param signal From one that has aborted before, nothing is heard any more
 */
export function onAbort(signal: AbortSignal, action: () => void): () => void {
  const { actions, stop } = heard.get(signal) ?? listen(signal);
  actions.add(action);
  return () => {
    // A signal of `AbortSignal.any` that somebody listens to lives for as long as those that it is made of.
    if (actions.delete(action) && actions.size === 0) stop();
  };
}

function listen(signal: AbortSignal): Heard {
  const actions = new Set<() => void>();
  const all = (): void => actions.forEach((action) => action());
  const stop = (): void => {
    signal.removeEventListener("abort", all);
    heard.delete(signal);
  };
  signal.addEventListener("abort", all, { once: true });
  heard.set(signal, { actions, stop });
  return { actions, stop };
}

/** Resolves once `signal` aborts, or at once where it has. */
export async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await new Promise<void>((resolve) => onAbort(signal, resolve));
}

/**
 * What `work` comes to, for work that cannot be told to stop: what it still does then has nobody who waits for it.
 * @throws The signal's reason, as soon as it aborts; what `work` throws
 */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const giveUp = (): void => reject(signal.reason);
  const stay = onAbort(signal, giveUp);
  if (signal.aborted) giveUp();
  try {
    return await Promise.race([work, promise]);
  } finally {
    stay();
  }
}
