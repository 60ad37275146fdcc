import type { Generator } from "../generator.ts";
import { openApi } from "./call-api.ts";
import type { ApiOptions } from "./call-api.ts";
import { openEventStreams } from "./event-stream.ts";
import { judgePoll } from "./judge-answer.ts";
import { isError } from "./parse-fault.ts";
import { parseTask } from "./parse-task.ts";
import { asObject } from "./read-json.ts";
import { startTask } from "./start-task.ts";
import type { Json } from "../../domain/json.ts";

const namesStatus = (body: Json | undefined): boolean => typeof asObject(body)?.["status"] === "string";

/** A poll reads one row on their side. A slower answer is given up; the next poll asks again. */
const POLL_ANSWER_MS = 15_000;

/** Client of the MindVideo API: https://api.mindvideo.ai/models/wan2-7-image/docs. Sends the key to `apiUrl` only. */
export function createMindVideo(options: ApiOptions): Generator {
  const api = openApi(options);
  const streams = openEventStreams(options);
  return {
    start: (request, idempotencyKey, signal) => startTask(api, { request, idempotencyKey }, signal),

    async poll(taskId, signal) {
      const path = `tasks/${encodeURIComponent(taskId)}`;
      const answer = await api.call({ method: "GET", path, answerMs: POLL_ANSWER_MS }, signal);
      // An error in a 2xx is read as if it had come with a status of its own; a failed task has both an error and a state.
      const isTold = answer.status >= 200 && answer.status <= 299;
      if (!isTold || asObject(answer.body) === null || (!namesStatus(answer.body) && isError(answer.body)))
        throw judgePoll(answer);
      return parseTask(answer.body, taskId);
    },

    follow: streams.follow,

    async [Symbol.asyncDispose]() {
      await Promise.all([api.close(), streams.close()]);
    },
  };
}
