import type { JsonObject } from "./json.ts";
import type { SimTask, TaskStatus } from "../tasks/task.ts";

/** How an error's body looks. The platform documents none, so a client has to bear them all. */
export type ErrorBody = "json" | "html" | "empty" | "malformed" | "other";

/** What can happen to any answer of the API. */
type AnswerFault =
  /** The true answer, but only after so many milliseconds, or when the promise resolves. */
  | { readonly kind: "slow"; readonly ms: number }
  | { readonly kind: "hold"; readonly until: Promise<unknown> }
  /** Any status with any body; `retryAfter` is sent as seconds, or as an HTTP date when it is a Date. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly body?: ErrorBody;
      readonly code?: string;
      readonly message?: string;
      readonly retryAfter?: number | Date;
      /** True: the request takes effect all the same, as when a gateway gives up waiting. */
      readonly after?: boolean;
    }
  /** 429 with Retry-After. */
  | { readonly kind: "rate-limit"; readonly retryAfter?: number | Date }
  /** The connection ends without an answer: before the request had any effect, or when it has had it. */
  | { readonly kind: "drop"; readonly when: "before" | "after" }
  /** 2xx, but the body is cut in the middle of the JSON, is nothing, or is a page. */
  | { readonly kind: "malformed" }
  | { readonly kind: "empty" }
  | { readonly kind: "html" }
  /** The true answer with fields nobody announced. */
  | { readonly kind: "extra-fields" }
  /** The true answer with these fields in place of its own: an amount in words, results in another shape, an error. */
  | { readonly kind: "fields"; readonly fields: JsonObject }
  /** The true answer compressed, although nobody asked. */
  | { readonly kind: "gzip" }
  | { readonly kind: "missing-task-id" }
  | { readonly kind: "missing-costs" }
  | { readonly kind: "unknown-status"; readonly status: string };

export type CreateFault = AnswerFault | { readonly kind: "conflict" };
export type GetFault = AnswerFault | { readonly kind: "not-found" };
type EventsFault = GetFault;

/** What can become of a task; taken when it is created, one of each kind. */
export type TaskFault =
  | { readonly kind: "fail"; readonly code?: string; readonly message?: string }
  | { readonly kind: "refuse-content" }
  | { readonly kind: "cancel" }
  /** Delivers so many images, however many were asked for. */
  | { readonly kind: "fewer-images"; readonly count: number }
  /** Stays there for ever (until `task.advance`). */
  | { readonly kind: "stuck"; readonly status: Extract<TaskStatus, "queued" | "processing"> }
  /** US dollars, whatever the outcome. */
  | { readonly kind: "cost-actual"; readonly dollars: number }
  | { readonly kind: "cost-estimate"; readonly dollars: number }
  | { readonly kind: "pace"; readonly queuedMs: number; readonly processingMs: number };

export type MediaFault =
  | { readonly kind: "missing" }
  | { readonly kind: "expired" }
  | { readonly kind: "status"; readonly status: number }
  | { readonly kind: "redirect"; readonly to: string }
  /** So many bytes after the true ones, with no length announced. */
  | { readonly kind: "oversize"; readonly extraBytes: number }
  /** Announces less than it sends. */
  | { readonly kind: "understated"; readonly announcedBytes: number }
  | { readonly kind: "endless" }
  /** The true bytes, a part at a time. */
  | { readonly kind: "slow"; readonly ms: number }
  | { readonly kind: "hold"; readonly until: Promise<unknown> }
  | { readonly kind: "truncated" }
  | { readonly kind: "drop" }
  | { readonly kind: "content-type"; readonly contentType: string }
  | { readonly kind: "wrong-bytes"; readonly bytes: Uint8Array; readonly contentType: string };

/** What a fault is offered before it is applied. */
export interface FaultSubject {
  readonly task: SimTask | undefined;
  /** The model asked for, on "create" and "task" too. */
  readonly model: string | undefined;
  readonly idempotencyKey: string | undefined;
  /** Counts from 0 the media of one task. */
  readonly mediaIndex: number | undefined;
}

interface FaultScope {
  /** Applied so often, then gone. Default 1; `Infinity` until removed. */
  readonly times?: number;
  /** Applied only where this holds. Default: everywhere. */
  readonly only?: (subject: FaultSubject) => boolean;
}

export type Fault =
  | ({ readonly on: "create" } & FaultScope & CreateFault)
  | ({ readonly on: "get" } & FaultScope & GetFault)
  | ({ readonly on: "events" } & FaultScope & EventsFault)
  | ({ readonly on: "media" } & FaultScope & MediaFault)
  | ({ readonly on: "task" } & FaultScope & TaskFault);

export interface Faults {
  /** Faults of one place are applied in the order they were added, one an occasion. Returns what removes it. */
  add(fault: Fault): () => void;
  clear(): void;
  /** What may still be applied, with the times that are left. */
  readonly pending: readonly Fault[];
}
