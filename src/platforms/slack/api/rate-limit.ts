// Who may send next, where many messages share one of Slack's limits.
//
//   T1. In no window are there more turns than `most`, and none while Slack asked for a pause.
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
  /** When the turns of the present window began. */
  taken: readonly number[];
  pausedUntil: number;
  /** Ends the wait for the next turn, because somebody came or left. */
  changed: AbortController;
  serving: boolean;
}

export function createRateLimit(pace: Pace): RateLimit {
  const lines = new Map<string, KeyState>();
  const lineOf = (key: string): KeyState => {
    const known = lines.get(key);
    if (known !== undefined) return known;
    for (const [other, line] of lines) if (isIdle(line, pace)) lines.delete(other);
    const fresh = newLine();
    lines.set(key, fresh);
    return fresh;
  };
  return {
    async take(key, kind, signal) {
      if (signal.aborted) return;
      const line = lineOf(key);
      const { promise, resolve } = Promise.withResolvers<void>();
      const waiting = { kind, go: resolve };
      line.queues[kind].push(waiting);
      const leave = (): void => {
        removeFrom(line, waiting);
        line.changed.abort();
        resolve();
      };
      const stay = onAbort(signal, leave);
      if (line.serving) line.changed.abort();
      else void serve(line, pace);
      await promise;
      stay();
    },
    pause(key, ms) {
      const line = lineOf(key);
      line.pausedUntil = Math.max(line.pausedUntil, pace.clock.elapsed() + ms);
    },
  };
}

const newLine = (): KeyState => ({
  queues: { urgent: [], progress: [] },
  taken: [],
  pausedUntil: 0,
  changed: new AbortController(),
  serving: false,
});

/** Gives turns until nobody waits. */
async function serve(line: KeyState, { clock, windowMs, most }: Pace): Promise<void> {
  line.serving = true;
  for (let next = nextOf(line); next !== undefined; next = nextOf(line)) {
    const now = clock.elapsed();
    line.taken = line.taken.filter((at) => at > now - windowMs);
    const oldest = line.taken.at(-most[next.kind]);
    const ms = Math.max(line.pausedUntil - now, oldest === undefined ? 0 : oldest + windowMs - now);
    if (ms > 0) {
      line.changed = new AbortController();
      await clock.sleep(ms, line.changed.signal);
    } else {
      removeFrom(line, next);
      line.taken = [...line.taken, now];
      next.go();
    }
  }
  line.serving = false;
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
