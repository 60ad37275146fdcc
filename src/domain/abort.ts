const actions = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Does it once `signal` aborts, unless what this returns is called before. For where thousands wait for one signal: a
 * listener that is added to a signal is compared with all that it has.
 * @param signal Not aborted yet
 */
export function onAbort(signal: AbortSignal, action: () => void): () => void {
  const mine = actions.get(signal) ?? listen(signal);
  mine.add(action);
  return () => mine.delete(action);
}

function listen(signal: AbortSignal): Set<() => void> {
  const fresh = new Set<() => void>();
  actions.set(signal, fresh);
  signal.addEventListener("abort", () => fresh.forEach((action) => action()), { once: true });
  return fresh;
}
