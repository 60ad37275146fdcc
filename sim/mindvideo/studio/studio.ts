// Has media made: pictures in one thread and clips in another, so that a clip never holds up a picture.
import { createHash } from "node:crypto";
import { Worker } from "node:worker_threads";
import type { Brief } from "../art/brief.ts";
import type { Behaviour } from "../api/behaviour.ts";
import { numberAt } from "../api/json.ts";
import type { Job, JobMessage, ResultMessage } from "./studio-worker.ts";
import type { Painted, TaskRecord } from "../tasks/task-record.ts";
import { tinyClip, tinyPicture } from "./tiny-media.ts";

/** A clip plays so long whatever was asked: enough to see it move, little enough to make while somebody waits. */
const CLIP_SECONDS = { least: 1, most: 2 };
/** Requests whose media are kept, in case they come again with the same seed. */
const KEPT = 32;

export class Studio implements AsyncDisposable {
  readonly #threads = new Map<Job["kind"], Thread>();
  readonly #made = new Map<string, Promise<readonly Painted[]>>();

  async paint(
    task: TaskRecord,
    { images, detail }: { images: number; detail: Behaviour["media"] },
  ): Promise<readonly Painted[]> {
    const film = task.makes === "videos";
    if (detail === "full") return await this.#once(film ? clipJob(task) : picturesJob(task, images));
    if (!film) return Array.from({ length: images }, (_, index) => tinyPicture(task.id, index));
    const [clip] = await this.#once(TINY_CLIP);
    return clip ? [tinyClip(clip, task.id)] : [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#threads.values().map(async (thread) => await thread.end()));
  }

  async #once(job: Job): Promise<readonly Painted[]> {
    const key = keyOf(job);
    const made = this.#made.get(key) ?? this.#thread(job.kind).do(job);
    this.#made.set(key, made);
    made.catch(() => this.#made.delete(key));
    const [oldest] = this.#made.keys();
    if (this.#made.size > KEPT && oldest !== undefined) this.#made.delete(oldest);
    return await made;
  }

  #thread(kind: Job["kind"]): Thread {
    const thread = this.#threads.get(kind) ?? new Thread(() => this.#threads.delete(kind));
    this.#threads.set(kind, thread);
    return thread;
  }
}

class Thread {
  readonly #worker = new Worker(new URL("studio-worker.ts", import.meta.url));
  readonly #waiting = new Map<number, PromiseWithResolvers<readonly Painted[]>>();
  #jobs = 0;

  /** `ended`: the thread has died or was ended; whoever needs one starts another. */
  constructor(ended: () => void) {
    this.#worker.unref();
    this.#worker.on("message", (message: ResultMessage) => {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if ("problem" in message) waiting?.reject(new Error(message.problem));
      else waiting?.resolve(message.painted);
    });
    this.#worker.on("error", (error: Error) => this.#giveUp(error));
    this.#worker.on("exit", () => {
      ended();
      this.#giveUp(new Error("the studio is closed"));
    });
  }

  async do(job: Job): Promise<readonly Painted[]> {
    const message: JobMessage = { id: ++this.#jobs, job };
    const waiting = Promise.withResolvers<readonly Painted[]>();
    this.#waiting.set(message.id, waiting);
    this.#worker.postMessage(message, []); // copied: the bytes stay with their task
    return await waiting.promise;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #giveUp(error: Error): void {
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}

function picturesJob(task: TaskRecord, count: number): Job {
  return { kind: "pictures", brief: briefOf(task), count };
}

function clipJob(task: TaskRecord): Job {
  const asked = numberAt(task.input, "duration") ?? CLIP_SECONDS.most;
  const seconds = Math.min(CLIP_SECONDS.most, Math.max(CLIP_SECONDS.least, asked));
  return { kind: "clip", brief: briefOf(task), seconds };
}

/** One for all tasks: what makes theirs different is appended. */
const TINY_CLIP: Job = {
  kind: "clip",
  brief: { model: "tiny", input: { prompt: "sea", audio: false }, seed: 1, references: [] },
  seconds: 0.25,
};

function briefOf({ model, input, seed, references }: TaskRecord): Brief {
  const seen = references.map(({ field, role, outcome, contentType, bytes }) => ({
    field,
    role,
    outcome,
    contentType,
    bytes,
  }));
  return { model, input, seed, references: seen };
}

function keyOf(job: Job): string {
  const digest = createHash("sha256");
  digest.update(JSON.stringify(job, (key, value: unknown) => (key === "bytes" ? undefined : value)));
  for (const { bytes } of job.brief.references) digest.update(bytes);
  return digest.digest("hex");
}
