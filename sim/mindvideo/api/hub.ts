import type { SimEvent } from "../tasks/records.ts";

/** Tells everybody who listens, and lets a test wait for a state instead of a time. */
export class Hub {
  readonly #listeners = new Set<(event: SimEvent) => void>();

  on(listener: (event: SimEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  emit(event: SimEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** The first truthy answer of `probe`, asked now and after every event. */
  async until<T>(probe: () => T, timeoutMs: number): Promise<Exclude<T, undefined | null | false>> {
    const { promise, resolve, reject } = Promise.withResolvers<Exclude<T, undefined | null | false>>();
    const ask = (): void => {
      try {
        const answer = probe();
        if (isThere(answer)) resolve(answer);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    const late = setTimeout(
      () => reject(new Error(`nothing of the kind within ${timeoutMs} ms: ${String(probe)}`)),
      timeoutMs,
    );
    const stop = this.on(ask);
    ask();
    return await promise.finally(() => {
      clearTimeout(late);
      stop();
    });
  }
}

function isThere<T>(answer: T): answer is Exclude<T, undefined | null | false> {
  return answer !== undefined && answer !== null && answer !== false;
}
