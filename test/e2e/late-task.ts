import type { MindVideoSimulator } from "../../sim/mindvideo/simulator.ts";
import type { ManualClock } from "../manual-clock.ts";

type Task = MindVideoSimulator["tasks"][number];

async function polledAgain(task: Task, clock: ManualClock): Promise<void> {
  const { length } = task.polls;
  await clock.pass(() => task.polls.length > length);
}

/** The first task, which the bot watches until then and which is not over. */
export async function workUntil(mindvideo: MindVideoSimulator, clock: ManualClock, until: number): Promise<Task> {
  const task = await mindvideo.waitFor(() => mindvideo.tasks[0]);
  await task.advance("processing");
  while (clock.now() < until) await polledAgain(task, clock);
  return task;
}

/** Ends it; the bot has seen that it is over. */
export async function succeed(task: Task, clock: ManualClock): Promise<void> {
  await task.advance("succeeded");
  await polledAgain(task, clock);
}
