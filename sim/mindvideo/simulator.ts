import type { Behaviour } from "./behaviour.ts";
import type { FaultBook } from "./faults.ts";
import type { JsonObject, SimTask } from "./task.ts";

export type { Behaviour, Pace } from "./behaviour.ts";
export type { Fault, FaultBook, FaultSubject } from "./faults.ts";
export type { Json, JsonObject, SimMedia, SimReference, SimTask, SimTaskError, TaskStatus } from "./task.ts";

export interface MindVideoOptions extends Partial<Behaviour> {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Given one, tasks move when they are looked at (or by `tick()`), never by a real timer. */
  readonly clock?: { now(): number };
  readonly apiKey?: string;
  /** Default: the repository's `schemas/`. */
  readonly schemasDir?: string;
  /** US dollars on the account; past it a POST is refused with 402. Default: no limit. */
  readonly balance?: number;
}

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
  /** "dropped": the connection ended without an answer. */
  readonly status: number | "dropped";
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
  | { readonly type: "post"; readonly post: PostRecord }
  /** Created, or changed its state. */
  | { readonly type: "task"; readonly task: SimTask }
  | { readonly type: "poll"; readonly task: SimTask }
  | { readonly type: "download"; readonly task: SimTask; readonly mediaIndex: number }
  | { readonly type: "request"; readonly request: RequestRecord };

export interface MindVideoSimulator extends AsyncDisposable {
  /** The root that MINDVIDEO_API_URL is set to; no slash at the end. */
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly tasks: readonly SimTask[];
  readonly posts: readonly PostRecord[];
  readonly requests: readonly RequestRecord[];
  readonly charges: readonly Charge[];
  /** US dollars left; undefined when there is no limit. */
  readonly balance: number | undefined;
  readonly faults: FaultBook;
  readonly behaviour: Behaviour;
  behave(change: Partial<Behaviour>): void;
  /** Moves every task as far as the clock allows; resolves once their media can be downloaded. */
  tick(): Promise<void>;
  /** Resolves with the first truthy answer of `probe`, asked now and after every event. Default limit 10 s. */
  waitFor<T>(
    probe: (simulator: MindVideoSimulator) => T,
    options?: { readonly timeoutMs?: number },
  ): Promise<Exclude<T, undefined | null | false>>;
  /** Returns what stops listening. */
  on(listener: (event: SimEvent) => void): () => void;
}

export async function startMindVideo(options: MindVideoOptions = {}): Promise<MindVideoSimulator> {
  throw new Error(`not built yet: ${Object.keys(options).length}`);
}
