// An API that does whatever an API has been seen to do, in an order that nobody would think of, and the truth about its tasks.

import * as fc from "fast-check";
import { RetryableError, TerminalError, UserError } from "../../src/domain/errors/errors.ts";
import { micros } from "../../src/domain/money/money.ts";
import type { Micros } from "../../src/domain/money/money.ts";
import type { Generator, TaskReport } from "../../src/generator/generator.ts";
import { A_REPORT, SUCCESS } from "./harness.ts";

/** What becomes of one request for a task; `made…`: the task exists from then on. */
type Start =
  | "taken"
  | "not-sent"
  | "limited"
  | "refused"
  | "no-credit"
  | "silent"
  | "made-silent"
  | "made-page"
  | "made-500"
  | "made-nonsense"
  | "in-work"
  | "asks-back";

type Poll = "queued" | "processing" | "busy" | "page" | "gone" | "odd-word" | "wrong-key" | "empty";

export interface History {
  readonly starts: readonly Start[];
  /** What becomes of every further request for a task. */
  readonly afterwards: Start;
  readonly polls: readonly Poll[];
  readonly estimate: number | null;
  readonly end: {
    readonly kind: "made" | "failed" | "never" | "forgotten";
    /** Null: it is not named. */
    readonly cost: number | null;
    readonly isUnclear: boolean;
  };
}

const cost = fc.option(fc.constantFrom(0, 1, 10_000, 24_300, 30_000, 48_600, 90_000), { nil: null });

export const histories: fc.Arbitrary<History> = fc.record({
  starts: fc.array(
    fc.constantFrom<Start>(
      "taken",
      "not-sent",
      "limited",
      "refused",
      "no-credit",
      "silent",
      "made-silent",
      "made-page",
      "made-500",
      "made-nonsense",
      "in-work",
      "asks-back",
    ),
    { maxLength: 6 },
  ),
  afterwards: fc.constantFrom<Start>("taken", "taken", "taken", "taken", "not-sent", "silent", "limited", "in-work"),
  polls: fc.array(
    fc.constantFrom<Poll>("queued", "processing", "busy", "page", "gone", "odd-word", "wrong-key", "empty"),
    { maxLength: 20 },
  ),
  estimate: cost,
  end: fc.record({
    kind: fc.constantFrom("made", "made", "made", "failed", "failed", "never", "forgotten"),
    cost,
    isUnclear: fc.boolean(),
  }),
});

/** What is true of one key, whatever the API said. */
interface Truth {
  /** Requests of which a byte has left. */
  readonly sent: number;
  readonly tasks: number;
}

export interface HistoryApi {
  readonly generator: Generator;
  truthOf(key: string): Truth;
}

/** One run's API: what is left of its history is done in order, then it works as it should until the end. */
export function openHistory({ starts, afterwards, polls, estimate, end }: History): HistoryApi {
  const left = { starts: [...starts], polls: [...polls] };
  const sent = new Map<string, number>();
  const tasks = new Set<string>();
  const report: TaskReport = { ...A_REPORT, estimate: estimate === null ? null : micros(estimate) };

  const start = (key: string): TaskReport => {
    const next = left.starts.shift() ?? afterwards;
    if (next !== "not-sent") sent.set(key, (sent.get(key) ?? 0) + 1);
    if (next === "taken" || next.startsWith("made-")) tasks.add(key);
    const fault = FAULTS[next];
    if (fault !== null) throw fault();
    return { ...report, taskId: key };
  };

  const poll = (taskId: string): TaskReport => {
    if (!tasks.has(taskId)) throw new TerminalError("generator.gone");
    const next = left.polls.shift();
    if (next === "queued" || next === "processing") return { ...report, taskId, status: next };
    if (next === "empty") return { ...SUCCESS, taskId, media: [] };
    if (next !== undefined) throw POLL_FAULTS[next]();
    if (end.kind === "never") return { ...report, taskId, status: "processing" };
    if (end.kind === "forgotten") throw new TerminalError("generator.gone");
    const actual: Micros | null = end.isUnclear || end.cost === null ? null : micros(end.cost);
    const named = { actual, unclear: end.isUnclear ? (["cost_actual"] as const) : [] };
    return end.kind === "made"
      ? { ...SUCCESS, ...named, estimate: report.estimate, taskId }
      : { ...report, ...named, taskId, status: "failed" };
  };

  return {
    generator: {
      start: async (_, key) => await Promise.resolve(start(key)),
      poll: async (taskId) => await Promise.resolve(poll(taskId)),
      follow: async () => {},
      [Symbol.asyncDispose]: async () => {},
    },
    truthOf: (key) => ({ sent: sent.get(key) ?? 0, tasks: tasks.has(key) ? 1 : 0 }),
  };
}

const silence = (): Error => new RetryableError("generator.unreachable", { detail: { reason: "UND_ERR_SOCKET" } });

/** Null: the task is named. */
const FAULTS: Readonly<Record<Start, (() => Error) | null>> = {
  taken: null,
  "not-sent": () => new RetryableError("generator.not_sent", { detail: { reason: "ECONNREFUSED" } }),
  limited: () => new RetryableError("generator.busy", { detail: { status: 429 }, retryAfterMs: 5_000 }),
  refused: () => new UserError("generator.refused", { detail: { reason: "no" } }),
  "no-credit": () => new TerminalError("generator.no_credit"),
  silent: silence,
  "made-silent": silence,
  "made-page": () => new RetryableError("generator.unreachable", { detail: { reason: "a page with 404" } }),
  "made-500": () => new RetryableError("generator.busy", { detail: { status: 500 } }),
  "made-nonsense": () => new RetryableError("generator.garbled", { detail: { where: "task_id" } }),
  "in-work": () => new RetryableError("generator.conflict", { detail: { status: 409 } }),
  "asks-back": () => new RetryableError("generator.conflict", { detail: { status: 409 }, retryAfterMs: 3_000 }),
};

const POLL_FAULTS: Readonly<Record<Exclude<Poll, "queued" | "processing" | "empty">, () => Error>> = {
  busy: () => new RetryableError("generator.busy", { detail: { status: 503 } }),
  page: () => new RetryableError("generator.unreachable", { detail: { reason: "a page with 200" } }),
  gone: () => new TerminalError("generator.gone"),
  "odd-word": () => new RetryableError("generator.unknown_status", { detail: { status: "paused" } }),
  "wrong-key": () => new TerminalError("generator.unauthorized"),
};
