import { onAbort } from "../domain/time/abort.ts";

/** Cuts a wait short, as often as there is something to see, and ends every wait once `signal` aborts. */
export interface WakeUp extends Disposable {
  /** Aborts when it is woken. */
  readonly next: AbortSignal;
  wake(): void;
}

export function createWakeUp(signal: AbortSignal): WakeUp {
  let waiting = new AbortController();
  const wake = (): void => {
    waiting.abort();
    if (!signal.aborted) waiting = new AbortController();
  };
  const forget = onAbort(signal, () => waiting.abort());
  return {
    get next() {
      return waiting.signal;
    },
    wake,
    [Symbol.dispose]: forget,
  };
}
