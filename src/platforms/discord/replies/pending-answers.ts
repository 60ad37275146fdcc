/** Interactions that are being answered right now, by their tokens: work on a run may begin before its card is there. */
export interface PendingAnswers {
  /** Call what it returns when the answer is through, or has failed. */
  begin(token: string): () => void;
  /** Resolves once nothing of this interaction is on its way any more. */
  wait(token: string | null): Promise<void>;
  /** Resolves once nothing at all is on its way. */
  idle(): Promise<void>;
}

export function createPendingAnswers(): PendingAnswers {
  const waiting = new Map<string, Promise<unknown>>();
  return {
    begin(token) {
      const { promise, resolve } = Promise.withResolvers<void>();
      // The same event can arrive twice; each answers, and the edit waits for both.
      const all = Promise.all([waiting.get(token), promise]);
      waiting.set(token, all);
      void all.finally(() => {
        if (waiting.get(token) === all) waiting.delete(token);
      });
      return resolve;
    },
    async wait(token) {
      if (token !== null) await waiting.get(token);
    },
    async idle() {
      await Promise.all(waiting.values());
    },
  };
}
