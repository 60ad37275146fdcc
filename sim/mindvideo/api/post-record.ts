import type { Platform } from "./platform.ts";
import type { PostRecord } from "../tasks/records.ts";
import { isObject, type JsonObject } from "./json.ts";

export interface OpenPost {
  readonly record: PostRecord;
  made(taskId: string): void;
  answered(status: PostRecord["status"]): void;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Logs a POST as soon as it has arrived, whatever becomes of it. The API key is not kept. */
export function recordPost(
  platform: Platform,
  { headers, rawBody, authorized }: { headers: Record<string, string>; rawBody: string; authorized: boolean },
): OpenPost {
  const { authorization: _, ...kept } = headers;
  const record: Mutable<PostRecord> = {
    at: platform.now(),
    headers: kept,
    authorized,
    idempotencyKey: headers["idempotency-key"],
    rawBody,
    body: parse(rawBody),
    status: "pending",
    taskId: undefined,
  };
  platform.posts.push(record);
  platform.events.emit({ type: "post", post: record });
  return {
    record,
    made(taskId) {
      record.taskId = taskId;
    },
    answered(status) {
      record.status = status;
      platform.events.emit({ type: "post", post: record });
    },
  };
}

function parse(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
