interface Heard {
  readonly actions: Set<() => void>;
  readonly stop: () => void;
}

const heard = new WeakMap<AbortSignal, Heard>();

/**
 * Runs `action` once `signal` aborts, unless the function it returns is called first. Cheap where thousands wait for one
 * signal: adding a listener to the signal itself would compare it with all the others.
 * @param signal If it has aborted already, `action` never runs
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

/** Resolves when `signal` aborts, or at once if it already has. */
export async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await new Promise<void>((resolve) => onAbort(signal, resolve));
}

/**
 * Waits for `work`, which cannot be stopped, only until `signal` aborts. After that its result is ignored.
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
