// GET …/events. The pages name the route and not its format, so both likely ones are here.
import { type Answer, Refusal, taskEvents } from "./answers.ts";
import type { Platform } from "./platform.ts";
import type { JsonObject } from "./json.ts";
import type { TaskRecord } from "../tasks/task-record.ts";

export async function eventsAnswer(platform: Platform, task: TaskRecord): Promise<Answer> {
  await platform.life.look(task);
  switch (platform.behaviour.events) {
    case "none":
      throw new Refusal(404, "not_found", { message: "No such route." });
    case "json":
      return { status: 200, body: { request_id: task.requestId, task_id: task.id, events: taskEvents(task) } };
    case "sse":
      return {
        status: 200,
        headers: { "content-type": "text/event-stream", "cache-control": "no-store" },
        body: eventStream(platform, task),
      };
  }
}

/** Every state so far, then each as it comes; ends with the task. */
function eventStream(platform: Platform, task: TaskRecord): ReadableStream<Uint8Array> {
  const listening = new DisposableStack();
  return new ReadableStream({
    start(controller) {
      let told = 0;
      // Between events, as servers do to keep a connection open: no event.
      controller.enqueue(KEEP_ALIVE);
      const tell = (): void => {
        for (const event of taskEvents(task).slice(told)) controller.enqueue(eventBlock(++told, event));
        if (!task.ended) return;
        listening.dispose();
        controller.close();
      };
      const stop = platform.events.on("task", ({ task: { id } }) => {
        if (id === task.id) tell();
      });
      listening.defer(stop);
      tell();
    },
    cancel() {
      listening.dispose();
    },
  });
}

const KEEP_ALIVE = new TextEncoder().encode(": keep-alive\n\n: keep-alive\n\n");

function eventBlock(id: number, event: JsonObject): Uint8Array {
  return new TextEncoder().encode(`id: ${id}\nevent: status\ndata: ${JSON.stringify(event)}\n\n`);
}
