// Decides which task is polled next. While the rate allows it, each is polled on its own schedule. If more are due than the
// rate allows, the one with the largest need goes first (`needOf`). All then reach the same need between two polls, which
// gives each R·√hᵢ/Σ√hⱼ of the rate R: the shares with the least mean delay.

import { onAbort } from "../domain/time/abort.ts";
import type { Clock } from "../domain/time/clock.ts";
import type { Pacer } from "../domain/pacer.ts";
import type { Curve } from "./curve.ts";
import { gapBeforePoll, LONGEST_GAP_MS, needOf } from "./schedule.ts";

export interface Polls {
  /** Resolves when this task should be polled, or at once when `signal` aborts. Never rejects. */
  due(task: PolledTask, signal: AbortSignal): Promise<void>;
}

export interface PolledTask {
  readonly curve: Curve;
  /** The task's age in milliseconds, counted from where the curve begins. */
  readonly age: () => number;
  /** Overrides the curve, in milliseconds: at once after a restart, later after a fault. Null: the curve decides. */
  readonly gapMs: number | null;
  /** Shortest wait in milliseconds: no task ends while it is still in the API's queue. */
  readonly leastMs?: number;
  /** Longest wait in milliseconds, for a curve that is only a guess. */
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

/** Share of a wait that is random, so that tasks begun or resumed together drift apart. */
const JITTER = 0.1;

export function createPolls({ clock, pacer, random }: PollsParts): Polls {
  /** Sorted by `dueAt`. */
  const queue: Waiting[] = [];
  let serving = false;
  let woken = new AbortController();

  async function serve(): Promise<void> {
    serving = true;
    for (let first = queue[0]; first !== undefined; first = queue[0]) {
      const ms = first.dueAt - clock.elapsed();
      if (ms > 0) await clock.sleep(ms, woken.signal);
      else {
        await pacer.waitFor("poll", woken.signal);
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

/** Returns the index at which it was inserted. */
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

/** The neediest of the tasks that are due. Waiting time counts a little too, so that even hopeless tasks get polled. */
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
