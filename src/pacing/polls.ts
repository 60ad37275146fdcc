// Whose turn it is to be polled. While the rate allows it, each task is polled when its own schedule says so. Where
// more are due than the rate allows, whoever has waited for most of a poll's worth goes first: all of them then grow to
// the same worth between two polls, which gives each R·√hᵢ/Σ√hⱼ of the rate R, the share with the least mean delay.

import { onAbort } from "../domain/time/abort.ts";
import type { Clock } from "../domain/time/clock.ts";
import type { Pacer } from "../domain/pacer.ts";
import type { Curve } from "./curve.ts";
import { gapBeforePoll, LONGEST_GAP_MS, needOf } from "./schedule.ts";

export interface Polls {
  /** Resolves when this task is to be polled, or at once when `signal` aborts. It never rejects. */
  due(task: PolledTask, signal: AbortSignal): Promise<void>;
}

export interface PolledTask {
  readonly curve: Curve;
  /** Milliseconds on the clock that the curve counts by. */
  readonly age: () => number;
  /** When to poll in place of when the curve says: at once after a restart, later after a fault. */
  readonly gapMs: number | null;
  /** What can be told to take no less: nothing ends while it stands in a queue. */
  readonly leastMs?: number;
  /** What must not be waited longer for: the curve is a guess. */
  readonly mostMs?: number;
}

interface PollsParts {
  readonly clock: Clock;
  readonly pacer: Pacer;
  /** Between 0 and 1. */
  readonly random: () => number;
}

interface Waiting {
  readonly curve: Curve;
  readonly age: () => number;
  readonly fromMs: number;
  readonly dueAt: number;
  readonly go: () => void;
}

/** Tasks that were begun together, or resumed together, drift apart. */
const JITTER = 0.1;

export function createPolls({ clock, pacer, random }: PollsParts): Polls {
  /** By when they are due. */
  const queue: Waiting[] = [];
  let serving = false;
  let woken = new AbortController();

  async function serve(): Promise<void> {
    serving = true;
    for (let first = queue[0]; first !== undefined; first = queue[0]) {
      const ms = first.dueAt - clock.elapsed();
      if (ms > 0) await clock.sleep(ms, woken.signal);
      else {
        await pacer.waitToPoll(woken.signal);
        if (!woken.signal.aborted) take(queue, neediest(queue, clock.elapsed()))?.go();
      }
      if (woken.signal.aborted) woken = new AbortController();
    }
    serving = false;
  }

  return {
    due: async (task, signal) => {
      if (signal.aborted) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const waiting = { ...task, fromMs: task.age(), dueAt: clock.elapsed() + gapOf(task, random()), go: resolve };
      const leave = (): void => {
        take(queue, waiting);
        if (queue.length === 0) woken.abort();
        resolve();
      };
      const stay = onAbort(signal, leave);
      if (insert(queue, waiting) === 0 && serving) woken.abort();
      if (!serving) void serve();
      await promise;
      stay();
    },
  };
}

function gapOf({ curve, age, gapMs, leastMs = 0, mostMs = Infinity }: PolledTask, random: number): number {
  if (gapMs !== null) return gapMs;
  return Math.min(mostMs, Math.max(leastMs, gapBeforePoll(curve, age()))) * (1 - JITTER / 2 + JITTER * random);
}

/** Where it now stands. */
function insert(queue: Waiting[], waiting: Waiting): number {
  let [low, high] = [0, queue.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((queue[middle]?.dueAt ?? Infinity) <= waiting.dueAt) low = middle + 1;
    else high = middle;
  }
  queue.splice(low, 0, waiting);
  return low;
}

function take(queue: Waiting[], waiting: Waiting | null): Waiting | null {
  const index = waiting === null ? -1 : queue.indexOf(waiting);
  if (index !== -1) queue.splice(index, 1);
  return waiting;
}

/** Of those that are due. Time alone counts a little too, so that what nobody expects any more is polled as well. */
function neediest(queue: readonly Waiting[], now: number): Waiting | null {
  let best: { readonly waiting: Waiting; readonly need: number } | null = null;
  for (const waiting of queue) {
    const { curve, age, dueAt, fromMs } = waiting;
    if (dueAt > now) break;
    const need = needOf(curve, fromMs, age()) + (now - dueAt) / LONGEST_GAP_MS;
    if (best === null || need > best.need) best = { waiting, need };
  }
  return best?.waiting ?? null;
}
