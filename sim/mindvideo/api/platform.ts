// The platform's state, and the one way in which a task comes to be.
import { createdAnswer, Refusal } from "./answers.ts";
import type { Behaviour } from "./behaviour.ts";
import { FaultStore } from "./fault-store.ts";
import { EventHub } from "../../kit/event-hub.ts";
import { IdempotencyKeys } from "./idempotency.ts";
import { Ledger } from "../tasks/ledger.ts";
import { Life } from "../tasks/lifecycle.ts";
import { Models } from "../rules/models.ts";
import { priceOf } from "../rules/prices.ts";
import type { PostRecord, RequestRecord, SimEvent } from "../tasks/records.ts";
import type { Paint } from "../tasks/run.ts";
import { isObject, type JsonObject } from "./json.ts";
import { TaskRecord, type TaskRequest } from "../tasks/task-record.ts";

export interface PlatformOptions {
  readonly apiKey: string;
  readonly schemasDir: string;
  readonly balance: number | undefined;
  readonly now: () => number;
  readonly timers: boolean;
  readonly behaviour: Behaviour;
  readonly paint: Paint;
}

export interface Created {
  readonly status: number;
  readonly body: JsonObject;
  readonly task: TaskRecord;
}

/** As many requests as a person would scroll through. */
const REQUESTS_KEPT = 1_000;

export class Platform {
  readonly apiKey: string;
  readonly now: () => number;
  readonly tasks: TaskRecord[] = [];
  readonly posts: PostRecord[] = [];
  readonly requests: RequestRecord[] = [];
  readonly faults = new FaultStore();
  readonly events = new EventHub<SimEvent>();
  readonly ledger: Ledger;
  readonly life: Life;
  behaviour: Behaviour;
  /** Known once the server listens. */
  origin = "";
  readonly #models: Models;
  readonly #keys = new IdempotencyKeys<{ readonly task: TaskRecord; readonly status: number }>();

  constructor(options: PlatformOptions) {
    this.apiKey = options.apiKey;
    this.now = options.now;
    this.behaviour = options.behaviour;
    this.ledger = new Ledger(options.balance);
    this.#models = new Models(options.schemasDir);
    this.life = new Life({
      now: options.now,
      timers: options.timers,
      behaviour: () => this.behaviour,
      paint: options.paint,
      mediaUrl: (task, index, contentType) => this.#mediaUrl(task, index, contentType),
      changed: (task) => this.#changed(task),
    });
  }

  task(id: string): TaskRecord | undefined {
    return this.tasks.find((task) => task.id === id);
  }

  /** Creates a task, or returns the one that its key already made. Throws a Refusal. */
  async create(body: JsonObject, idempotencyKey: string | undefined): Promise<Created> {
    const { slug, input } = parseBody(body);
    const model = await this.#models.find(slug);
    const use = this.#keys.look(idempotencyKey, body);
    if (use.kind === "conflict") throw new Refusal(409, "idempotency_conflict", { message: CONFLICT });
    if (use.kind === "replay")
      return { status: use.kept.status, body: createdAnswer(use.kept.task), task: use.kept.task };
    if (!model) throw new Refusal(404, "model_not_found", { message: `There is no model ${slug}.` });
    const problems = model.problems(input);
    if (problems.length > 0) throw new Refusal(400, "invalid_input", { message: problems.join("; ") });
    if (!this.ledger.covers(priceOf(model, input) / 1e6)) {
      throw new Refusal(402, "insufficient_balance", { message: "The balance does not cover this task." });
    }
    const faults = this.faults.takeEachKind("task", {
      task: undefined,
      model: slug,
      idempotencyKey,
      mediaIndex: undefined,
    });
    const task = this.#keep({ model, body, input, idempotencyKey, faults });
    const status = this.behaviour.createdStatus;
    this.#keys.keep(idempotencyKey, body, { task, status });
    return { status, body: createdAnswer(task), task };
  }

  logRequest(request: RequestRecord): void {
    this.requests.push(request);
    if (this.requests.length > REQUESTS_KEPT) this.requests.shift();
    this.events.emit({ type: "request", request });
  }

  #keep(request: TaskRequest): TaskRecord {
    const task = new TaskRecord(request, this.now(), async (moved, end) => await this.life.move(moved, end));
    this.tasks.push(task);
    this.life.begin(task);
    this.#changed(task);
    return task;
  }

  #changed(task: TaskRecord): void {
    this.ledger.charge(task.id, task.costActual ?? task.costEstimate, { final: task.ended });
    this.events.emit({ type: "task", task });
  }

  #mediaUrl(task: TaskRecord, index: number, contentType: string): string {
    const expires = Math.floor((this.now() + this.behaviour.mediaLifetimeMs) / 1000);
    const name = `${index + 1}.${contentType === "video/mp4" ? "mp4" : "png"}`;
    return `${this.origin}/media/${task.id}/${name}?Expires=${expires}&Signature=${task.id.slice(-16)}${index}`;
  }
}

const CONFLICT = "This Idempotency-Key was used with a different input.";

function parseBody(body: JsonObject): { slug: string; input: JsonObject } {
  const extra = Object.keys(body).filter((key) => key !== "model" && key !== "input");
  if (extra.length > 0) throw new Refusal(400, "invalid_request", { message: `unknown fields: ${extra.join(", ")}` });
  const { model: slug, input } = body;
  if (typeof slug !== "string") throw new Refusal(400, "invalid_request", { message: "model must be a string" });
  if (!isObject(input)) throw new Refusal(400, "invalid_request", { message: "input must be an object" });
  return { slug, input };
}
