import type { Clock } from "../domain/time/clock.ts";

/** A pause that the API asked for. After it one request goes alone, so that a pause renewed costs one request. */
export interface Quiet {
  /** A shorter pause never shortens a longer one. */
  begin(ms: number): void;
  /** A request was answered, and no pause was asked for. */
  end(): void;
  /** The one that goes first need not wait for its own answer. */
  isOn(isFirst: boolean): boolean;
  /** Resolves when a request may go out, or when `signal` aborts. True: it is the first after a pause. */
  wait(signal: AbortSignal): Promise<boolean>;
}

/** The first request's answer may be lost: then the others go all the same. */
const FIRST_ANSWER_MS = 15_000;
const CHECK_MS = 250;

export function createQuiet(clock: Clock): Quiet {
  let until = 0;
  /** When the others may follow the first; null: nobody has gone first yet. */
  let othersFrom: number | null = 0;
  const now = (): number => clock.elapsed();
  const isOn = (isFirst: boolean): boolean => now() < until || (!isFirst && othersFrom !== null && now() < othersFrom);
  return {
    isOn,
    begin(ms) {
      until = Math.max(until, now() + ms);
      othersFrom = null;
    },
    end() {
      if (now() >= until) othersFrom = 0;
    },
    async wait(signal) {
      while (!signal.aborted && isOn(false)) await clock.sleep(now() < until ? until - now() : CHECK_MS, signal);
      if (signal.aborted || othersFrom !== null) return false;
      othersFrom = now() + FIRST_ANSWER_MS;
      return true;
    },
  };
}
