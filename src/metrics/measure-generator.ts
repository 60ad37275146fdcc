import type { Clock } from "../domain/clock.ts";
import { asBotError } from "../domain/errors.ts";
import type { Generator, Look } from "../generator/generator.ts";
import { createRecent } from "./recent.ts";
import type { Instruments } from "./instruments.ts";

type Kept = Pick<Instruments, "delay" | "looks" | "looksEach" | "submissions">;

interface Seen {
  readonly looks: number;
  /** On the clock; null: this process has not looked yet. */
  readonly lastAt: number | null;
}

/** More tasks than one process watches; of what it lost sight of nothing is told. */
const MOST_TASKS = 50_000;

/** The same, with its starts and looks counted. The API does not date a task's end: between which looks it fell is known. */
export function measureGenerator(generator: Generator, kept: Kept, clock: Pick<Clock, "elapsed">): Generator {
  const tasks = createRecent<Seen>(MOST_TASKS);

  function note({ taskId, status }: Look): void {
    kept.looks.inc({ result: status });
    const { looks, lastAt } = tasks.get(taskId) ?? { looks: 0, lastAt: null };
    if (!isOver(status)) return tasks.set(taskId, { looks: looks + 1, lastAt: clock.elapsed() });
    tasks.delete(taskId);
    kept.looksEach.observe(looks + 1);
    if (lastAt !== null) kept.delay.observe((clock.elapsed() - lastAt) / 1_000);
  }

  return {
    ...generator,
    async start(request, key, signal) {
      try {
        const started = await generator.start(request, key, signal);
        kept.submissions.inc({ result: "accepted" });
        tasks.set(started.taskId, { looks: 0, lastAt: clock.elapsed() });
        return started;
      } catch (error) {
        if (!signal.aborted) kept.submissions.inc({ result: asBotError(error).code });
        throw error;
      }
    },
    async look(taskId, signal) {
      try {
        const seen = await generator.look(taskId, signal);
        note(seen);
        return seen;
      } catch (error) {
        if (!signal.aborted) kept.looks.inc({ result: asBotError(error).code });
        throw error;
      }
    },
  };
}

function isOver(status: Look["status"]): boolean {
  switch (status) {
    case "succeeded":
    case "failed":
    case "cancelled":
      return true;
    case "queued":
    case "processing":
      return false;
  }
}
