import type { JsonObject } from "../api/json.ts";
import type { SimTask } from "./task.ts";

/** A POST to /api/v1/tasks, accepted or not. */
export interface PostRecord {
  readonly at: number;
  /** All but Authorization. */
  readonly headers: Readonly<Record<string, string>>;
  readonly authorized: boolean;
  readonly idempotencyKey: string | undefined;
  readonly rawBody: string;
  /** Undefined when it was not JSON. */
  readonly body: JsonObject | undefined;
  /** "pending": not answered yet. "dropped": the connection ended without an answer. */
  readonly status: number | "pending" | "dropped";
  readonly taskId: string | undefined;
}

/** Any request, the latest last; the oldest are let go after 1 000. */
export interface RequestRecord {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly status: number | "dropped";
}

/** What the account paid. One a task: the estimate at first, what it really cost in the end. */
export interface Charge {
  readonly taskId: string;
  readonly dollars: number;
  readonly final: boolean;
}

export type SimEvent =
  /** Arrived, and once more when it has been answered. */
  | { readonly type: "post"; readonly post: PostRecord }
  /** Created, or changed its state. */
  | { readonly type: "task"; readonly task: SimTask }
  | { readonly type: "poll"; readonly task: SimTask }
  | { readonly type: "download"; readonly task: SimTask; readonly mediaIndex: number }
  | { readonly type: "request"; readonly request: RequestRecord };
