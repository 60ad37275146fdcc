import { createHash, randomBytes } from "node:crypto";
import type { Model } from "../rules/models.ts";
import type { TaskFault } from "../api/faults.ts";
import { type JsonObject, numberAt } from "../api/json.ts";
import type { SimMedia, SimReference, SimTask, SimTaskError, TaskStatus } from "./task.ts";

export interface TaskRequest {
  readonly model: Model;
  readonly body: JsonObject;
  readonly input: JsonObject;
  readonly idempotencyKey: string | undefined;
  readonly faults: readonly TaskFault[];
}

/** How a task is told to move; `Life` listens. */
export type Mover = (
  task: TaskRecord,
  end: { readonly status: TaskStatus; readonly error?: SimTaskError | undefined },
) => Promise<void>;

/** A task as the simulator keeps it. What only the simulator needs is private to it, so that the rest prints as data. */
export class TaskRecord implements SimTask {
  readonly id = `task_${randomBytes(10).toString("hex")}`;
  readonly requestId = `req_${randomBytes(10).toString("hex")}`;
  readonly idempotencyKey: string | undefined;
  readonly model: string;
  readonly makes: Model["makes"];
  readonly input: JsonObject;
  readonly body: JsonObject;
  readonly createdAt: number;
  status: TaskStatus = "queued";
  readonly history: { readonly status: TaskStatus; readonly at: number }[];
  readonly polls: number[] = [];
  costEstimate = 0;
  costActual: number | undefined;
  output: JsonObject | null = null;
  error: SimTaskError | undefined;
  references: readonly SimReference[] = [];
  media: readonly MediaRecord[] = [];
  readonly #request: TaskRequest;
  readonly #move: Mover;

  constructor(request: TaskRequest, at: number, move: Mover) {
    this.idempotencyKey = request.idempotencyKey;
    this.model = request.model.slug;
    this.makes = request.model.makes;
    this.input = request.input;
    this.body = request.body;
    this.createdAt = at;
    this.history = [{ status: "queued", at }];
    this.#request = request;
    this.#move = move;
  }

  get ended(): boolean {
    return this.status !== "queued" && this.status !== "processing";
  }

  get of(): Model {
    return this.#request.model;
  }

  /** The seed asked for, or one of the task's own. */
  get seed(): number {
    return numberAt(this.input, "seed") ?? createHash("sha256").update(this.id).digest().readUInt32BE() >>> 1;
  }

  fault<Kind extends TaskFault["kind"]>(kind: Kind): Extract<TaskFault, { kind: Kind }> | undefined {
    return this.#request.faults.find((fault): fault is Extract<TaskFault, { kind: Kind }> => fault.kind === kind);
  }

  async advance(status: TaskStatus, error?: SimTaskError): Promise<void> {
    await this.#move(this, { status, error });
  }

  /** Enters a state. The caller has made sure that it follows the present one. */
  enter(status: TaskStatus, at: number): void {
    this.status = status;
    this.history.push({ status, at });
  }
}

export interface Painted {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly width: number;
  readonly height: number;
}

/** A file of a result. `bytes` is a getter of the class, so that a task can be printed as JSON without them. */
export class MediaRecord implements SimMedia {
  readonly url: string;
  readonly sha256: string;
  readonly contentType: string;
  readonly width: number;
  readonly height: number;
  readonly downloads: { readonly at: number; readonly authorized: boolean }[] = [];
  readonly #bytes: Uint8Array;

  constructor(url: string, painted: Painted) {
    this.url = url;
    this.contentType = painted.contentType;
    this.width = painted.width;
    this.height = painted.height;
    this.sha256 = createHash("sha256").update(painted.bytes).digest("hex");
    this.#bytes = painted.bytes;
  }

  get bytes(): Uint8Array {
    return this.#bytes;
  }
}
