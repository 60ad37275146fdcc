import type { Clock } from "../domain/time/clock.ts";
import { asBotError } from "../domain/errors/errors.ts";
import type { Generator, TaskReport } from "../generator/generator.ts";
import { createRecent } from "./recent.ts";
import type { Instruments } from "./instruments.ts";

type GeneratorInstruments = Pick<Instruments, "delay" | "polls" | "pollsEach" | "submissions">;

interface Seen {
  readonly polls: number;
  /** Milliseconds of the last poll, on the clock's `elapsed`; null: this process has not polled yet. */
  readonly lastAt: number | null;
}

/** Most tasks remembered: more than one process watches. Forgotten ones are not counted. */
const MOST_TASKS = 50_000;

/** Wraps a generator and counts its starts and polls. The API does not date a task's end; it lies between two polls. */
export function measureGenerator(
  generator: Generator,
  instruments: GeneratorInstruments,
  clock: Pick<Clock, "elapsed">,
): Generator {
  const tasks = createRecent<Seen>(MOST_TASKS);

  function note({ taskId, status }: TaskReport): void {
    instruments.polls.inc({ result: status });
    const { polls, lastAt } = tasks.get(taskId) ?? { polls: 0, lastAt: null };
    if (!isOver(status)) return tasks.set(taskId, { polls: polls + 1, lastAt: clock.elapsed() });
    tasks.delete(taskId);
    instruments.pollsEach.observe(polls + 1);
    if (lastAt !== null) instruments.delay.observe((clock.elapsed() - lastAt) / 1_000);
  }

  return {
    ...generator,
    async start(request, key, signal) {
      try {
        const started = await generator.start(request, key, signal);
        instruments.submissions.inc({ result: "accepted" });
        tasks.set(started.taskId, { polls: 0, lastAt: clock.elapsed() });
        return started;
      } catch (error) {
        if (!signal.aborted) instruments.submissions.inc({ result: asBotError(error).code });
        throw error;
      }
    },
    async poll(taskId, signal) {
      try {
        const seen = await generator.poll(taskId, signal);
        note(seen);
        return seen;
      } catch (error) {
        if (!signal.aborted) instruments.polls.inc({ result: asBotError(error).code });
        throw error;
      }
    },
  };
}

function isOver(status: TaskReport["status"]): boolean {
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
