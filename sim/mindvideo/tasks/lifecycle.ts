// The life of a task: queued, processing, then one of three ends. Everything that moves a task goes through here.
//
//   L1. One step of one task at a time: steps queue up behind each other.
//   L2. States are passed in order, none is left out, an end is final.
//   L3. A task has succeeded only when its media can be downloaded.
import type { Behaviour } from "../api/behaviour.ts";
import { outcomeOf, GENERATION_FAILED } from "./outcome.ts";
import { priceOf } from "../rules/prices.ts";
import { actualCost, type Paint, paintAsked, runTask, type Verdict } from "./run.ts";
import type { SimTaskError, TaskStatus } from "./task.ts";
import { MediaRecord, type Painted, type TaskRecord } from "./task-record.ts";

export interface LifeDeps {
  readonly now: () => number;
  /** False: a test moves the clock, so no timer would ever be right. */
  readonly timers: boolean;
  readonly behaviour: () => Behaviour;
  readonly paint: Paint;
  readonly mediaUrl: (task: TaskRecord, index: number, contentType: string) => string;
  readonly changed: (task: TaskRecord) => void;
}

interface End {
  readonly status: TaskStatus;
  readonly at: number;
  readonly error?: SimTaskError | undefined;
}

export class Life {
  readonly #deps: LifeDeps;
  readonly #turns = new WeakMap<TaskRecord, Promise<void>>();
  readonly #verdicts = new WeakMap<TaskRecord, Promise<Verdict>>();
  readonly #timers = new Map<TaskRecord, NodeJS.Timeout>();
  #closed = false;

  constructor(deps: LifeDeps) {
    this.#deps = deps;
  }

  /** To be called once, when the task exists. */
  begin(task: TaskRecord): void {
    task.costEstimate = task.fault("cost-estimate")?.dollars ?? priceOf(task.of, task.input) / 1e6;
    this.schedule(task);
  }

  /** Moves a task as far as the clock allows. Where timers or hands do that, there is nothing to wait for. */
  async look(task: TaskRecord): Promise<void> {
    if (!this.#deps.timers && this.#due(task) !== undefined)
      await this.#inTurn(task, async () => await this.#step(task));
  }

  /** Moves a task whatever the clock says. */
  async move(task: TaskRecord, end: Omit<End, "at">): Promise<void> {
    await this.#inTurn(task, async () => {
      const { status } = end;
      if (status === task.status) return;
      if (task.ended || status === "queued")
        throw new Error(`${task.id} is ${task.status}, it cannot become ${status}`);
      const at = this.#deps.now();
      if (task.status === "queued") this.#run(task, at);
      if (status !== "processing") await this.#end(task, { ...end, at });
    });
    this.schedule(task);
  }

  /** Sets the timer of the next step, again when the pace has changed. */
  schedule(task: TaskRecord): void {
    clearTimeout(this.#timers.get(task));
    this.#timers.delete(task);
    const due = this.#due(task);
    if (due === undefined || this.#closed || !this.#deps.timers) return;
    const onTime = async (): Promise<void> => {
      await this.#inTurn(task, async () => await this.#step(task));
      this.schedule(task);
    };
    this.#timers.set(
      task,
      setTimeout(() => void onTime(), Math.max(0, due - this.#deps.now())),
    );
  }

  /** Stops every timer; tasks stay where they are. */
  close(): void {
    this.#closed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  async #inTurn(task: TaskRecord, step: () => Promise<void>): Promise<void> {
    const turn = (this.#turns.get(task) ?? Promise.resolve()).then(step);
    this.#turns.set(
      task,
      turn.catch(() => {}),
    );
    await turn;
  }

  async #step(task: TaskRecord): Promise<void> {
    for (let due = this.#due(task); due !== undefined && due <= this.#deps.now(); due = this.#due(task)) {
      if (task.status === "queued") this.#run(task, due);
      else await this.#end(task, { ...outcomeOf(task), at: due });
    }
  }

  /** When the task leaves its state. Undefined: never by itself. */
  #due(task: TaskRecord): number | undefined {
    const { manual, pace } = this.#deps.behaviour();
    if (manual || task.ended || task.fault("stuck")?.status === task.status) return undefined;
    const { queuedMs, processingMs } = task.fault("pace") ?? (typeof pace === "function" ? pace(task) : pace);
    const since = task.history.at(-1)?.at ?? task.createdAt;
    return since + (task.status === "queued" ? queuedMs : processingMs);
  }

  #run(task: TaskRecord, at: number): void {
    task.enter("processing", at);
    this.#verdicts.set(task, runTask(task, this.#deps.behaviour(), this.#deps.paint));
    this.#deps.changed(task);
  }

  async #end(task: TaskRecord, end: End): Promise<void> {
    let verdict = await this.#verdicts.get(task);
    const planned = end.status === "succeeded" && !verdict?.error;
    /** Meant to fail and therefore not painted, then made to succeed by hand (L3). */
    if (planned && outcomeOf(task).status !== "succeeded") {
      verdict = await paintAsked(task, this.#deps.behaviour(), this.#deps.paint);
    }
    const status = end.status === "succeeded" && verdict?.error ? "failed" : end.status;
    if (status === "succeeded") this.#hand(task, verdict?.painted ?? []);
    if (status === "failed") task.error = end.error ?? verdict?.error ?? GENERATION_FAILED;
    task.costActual = actualCost(task, status, this.#deps.behaviour());
    task.enter(status, end.at);
    this.#deps.changed(task);
  }

  #hand(task: TaskRecord, painted: readonly Painted[]): void {
    const { mediaUrl, behaviour } = this.#deps;
    task.media = painted.map((file, index) => new MediaRecord(mediaUrl(task, index, file.contentType), file));
    const asArray = behaviour().urlShape === "array";
    task.output = { [task.makes]: task.media.map(({ url }) => ({ url: asArray ? [url] : url })) };
  }
}
