import type { MindVideoSimulator } from "../../mindvideo/simulator.ts";
import type { Board } from "../board.ts";

type Task = MindVideoSimulator["tasks"][number];

/** Every task of the API, as it is. Returns what stops watching. */
export function watchTasks(mindvideo: MindVideoSimulator, board: Board): () => void {
  const stops = (["task", "poll", "download"] as const).map((type) =>
    mindvideo.on(type, ({ task }) => show(task, board)),
  );
  return () => {
    for (const stop of stops) stop();
  };
}

function show(task: Task, board: Board): void {
  const { id, model, status, history, polls, media, input, error } = task;
  board.put("engine.tasks", id, {
    id,
    model,
    key: task.idempotencyKey ?? "",
    status,
    history: history.map((step) => ({ ...step })),
    polls: polls.length,
    lastPollAt: polls.at(-1) ?? null,
    downloads: media.reduce((count, { downloads }) => count + downloads.length, 0),
    estimate: task.costEstimate,
    cost: task.costActual ?? null,
    prompt: typeof input["prompt"] === "string" ? input["prompt"] : "",
    error: error === undefined ? null : `${error.code}: ${error.message}`,
  });
}
