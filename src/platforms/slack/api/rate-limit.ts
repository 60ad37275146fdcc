// Who may send next, where many messages share one of Slack's limits.
//
//   T1. In no window are more sent than `most`, and none while Slack asked for a pause.
//   T2. What is urgent goes ahead of progress, and a part of the window is its alone.
//   T3. Within each of the two the first comes first. Of every run at most one edit waits, so that none crowds out others.

import { onAbort } from "../../../domain/time/abort.ts";
import type { Clock } from "../../../domain/time/clock.ts";

export interface RateLimit {
  /** Resolves when one may be sent; and when `signal` aborts. `key`: whose limit it is. */
  take(key: string, kind: Urgency, signal: AbortSignal): Promise<void>;
  /** Slack turned one away and said how long to wait. */
  pause(key: string, ms: number): void;
}

type Urgency = "progress" | "urgent";

interface Pace {
  readonly clock: Clock;
  readonly windowMs: number;
  readonly most: Readonly<Record<Urgency, number>>;
}

interface Waiting {
  readonly kind: Urgency;
  readonly go: () => void;
}

interface KeyState {
  readonly queues: Readonly<Record<Urgency, Waiting[]>>;
  /** When those of the present window were sent. */
  taken: readonly number[];
  pausedUntil: number;
  /** Ends the wait for the next one, because somebody came or left. */
  changed: AbortController;
  serving: boolean;
}

export function createRateLimit(pace: Pace): RateLimit {
  const states = new Map<string, KeyState>();
  const stateOf = (key: string): KeyState => {
    const known = states.get(key);
    if (known !== undefined) return known;
    for (const [other, state] of states) if (isIdle(state, pace)) states.delete(other);
    const fresh = newState();
    states.set(key, fresh);
    return fresh;
  };
  return {
    async take(key, kind, signal) {
      if (signal.aborted) return;
      const state = stateOf(key);
      const { promise, resolve } = Promise.withResolvers<void>();
      const waiting = { kind, go: resolve };
      state.queues[kind].push(waiting);
      const leave = (): void => {
        removeFrom(state, waiting);
        state.changed.abort();
        resolve();
      };
      const stay = onAbort(signal, leave);
      if (state.serving) state.changed.abort();
      else void serve(state, pace);
      await promise;
      stay();
    },
    pause(key, ms) {
      const state = stateOf(key);
      state.pausedUntil = Math.max(state.pausedUntil, pace.clock.elapsed() + ms);
    },
  };
}

const newState = (): KeyState => ({
  queues: { urgent: [], progress: [] },
  taken: [],
  pausedUntil: 0,
  changed: new AbortController(),
  serving: false,
});

/** Lets one after the other go until nobody waits. */
async function serve(state: KeyState, { clock, windowMs, most }: Pace): Promise<void> {
  state.serving = true;
  for (let next = nextOf(state); next !== undefined; next = nextOf(state)) {
    const now = clock.elapsed();
    state.taken = state.taken.filter((at) => at > now - windowMs);
    const oldest = state.taken.at(-most[next.kind]);
    const ms = Math.max(state.pausedUntil - now, oldest === undefined ? 0 : oldest + windowMs - now);
    if (ms > 0) {
      state.changed = new AbortController();
      await clock.sleep(ms, state.changed.signal);
    } else {
      removeFrom(state, next);
      state.taken = [...state.taken, now];
      next.go();
    }
  }
  state.serving = false;
}

const nextOf = ({ queues }: KeyState): Waiting | undefined => queues.urgent[0] ?? queues.progress[0];

function removeFrom({ queues }: KeyState, waiting: Waiting): void {
  const queue = queues[waiting.kind];
  const index = queue.indexOf(waiting);
  if (index !== -1) queue.splice(index, 1);
}

/** Nothing of it would be missed. */
function isIdle({ serving, taken, pausedUntil }: KeyState, { clock, windowMs }: Pace): boolean {
  const now = clock.elapsed();
  return !serving && pausedUntil <= now && (taken.at(-1) ?? -windowMs) <= now - windowMs;
}
