import { ageSince } from "../domain/time/clock.ts";
import { asBotError, isFault, RetryableError } from "../domain/errors/errors.ts";
import type { Generation, GenerationState, Trouble } from "../domain/generation.ts";
import { ZERO } from "../domain/money/money.ts";
import { fullCells } from "../domain/progress.ts";
import type { TaskReport } from "../generator/generator.ts";
import { guessingGapMs, LONGEST_GAP_MS, rareGapMs } from "../pacing/schedule.ts";
import type { Expectation } from "../pacing/history.ts";
import { onAbort } from "../domain/time/abort.ts";
import type { PolledTask as Turn } from "../pacing/polls.ts";
import { createWakeUp } from "./wake-up.ts";
import { backoffMs } from "../domain/time/backoff.ts";
import { courseOf } from "./card-of.ts";
import type { Parts } from "./parts.ts";
import type { Rest } from "../queue/queue.ts";
import { outcomeOf, settle } from "./settle.ts";
import type { ShowProgress } from "./show-progress.ts";

type WatchParts = Pick<
  Parts,
  "catalog" | "clock" | "durations" | "generator" | "log" | "polls" | "metrics" | "prices" | "store"
> & {
  readonly showProgress: ShowProgress;
  readonly rest: Rest;
};

type Running = Generation & { readonly state: Extract<GenerationState, { kind: "running" }> };

const HOUR_MS = 60 * 60_000;
/** Nobody still expects it then: it is said so, and the slot goes to others. */
const OVERDUE_MS = 24 * HOUR_MS;
/** The API may know a task for three days; who says for longer that there is none, or nothing at all, is believed. */
const FORGOTTEN_MS = 72 * HOUR_MS;
/** What is still at work then never ends. */
const NEVER_MS = 30 * 24 * HOUR_MS;
/** Faults in a row before a task of that age is given up: one bad moment after an absence of ours is none. */
const FAULTS_BEFORE_LOST = 12;
/** Denials in a row before the person is told: minutes, because what was just created may not be visible yet. */
const DENIALS_BEFORE_TOLD = 12;
/** The longest pause after a denial of a young task. */
const DENIED_MS = 5 * 60_000;
/** So often, for half a minute, a success that shows nothing is polled again: what was paid for may be a moment late (P5). */
const EMPTY_POLLS = 5;
/** So often, for a minute, a failure that names no cost: it may have been charged. */
const UNPRICED_POLLS = 6;
/** Younger than this it was submitted by this very process; older means that nobody has polled for a while. */
const FRESH_MS = 1_000;

interface Watched {
  readonly generation: Running;
  readonly expected: Expectation;
  /** Milliseconds since the task was submitted. */
  readonly age: () => number;
  /** Milliseconds since it was seen to be worked on; null: it stands in the API's queue. */
  readonly workAge: (() => number) | null;
  /** How old it was when it was last known not to be over, by both; null: nobody polled for a while. */
  readonly lastSeen: { readonly age: number; readonly workAge: number } | null;
  /** Faults in a row, and how many of them were the API's word on this very task. */
  readonly faults: number;
  readonly denials: number;
  /** Ends that lacked something, in a row. */
  readonly incomplete: number;
  /** Of the bar on its card. */
  readonly cells: number;
  /** Its card has been redrawn by this process; after a restart that waits for the first poll, as thousands may have to. */
  readonly shown: boolean;
  /** Until the next poll, where that is not for the schedule to say. */
  readonly gapMs: number | null;
}

/**
 * Polls a running task as often as it pays until it has ended, and settles it. A poll that changes nothing writes
 * nothing. Returns when the row has moved on, or `signal` aborted.
 */
export async function watch(parts: WatchParts, generation: Running, signal: AbortSignal): Promise<void> {
  using wakeUp = createWakeUp(signal);
  const over = new AbortController();
  const stay = onAbort(signal, () => over.abort());
  // Also where the database breaks it off: what begins it again begins a stream of its own.
  using _ = {
    [Symbol.dispose]: () => {
      stay();
      over.abort();
    },
  };
  let watched: Watched | null = startWatching(parts, generation);
  if (watched.shown) parts.showProgress(generation);
  void parts.generator.follow(generation.state.taskId, () => wakeUp.wake(), over.signal);
  while (watched !== null) {
    const { next } = wakeUp;
    const due = parts.polls.due(scheduleOf(watched), next);
    await (isRare(watched) ? parts.rest(due) : due);
    // Told that there is something to see: still a poll like any other, at the rate for all.
    if (next.aborted && !signal.aborted) await parts.polls.due({ ...scheduleOf(watched), gapMs: 0 }, signal);
    if (signal.aborted) return;
    watched = await poll(parts, watched, signal);
  }
}

/** It is polled so rarely that others can have its slot. */
const isRare = ({ age, generation }: Watched): boolean => age() > OVERDUE_MS || generation.state.trouble !== undefined;

function scheduleOf({ age, expected, gapMs, workAge }: Watched): Turn {
  const rarelyMs = rarely({ age, expected });
  const mostMs = Math.max(rarelyMs, expected.isGuess ? guessingGapMs(age()) : LONGEST_GAP_MS);
  if (workAge !== null) return { curve: expected.work, age: workAge, gapMs, mostMs, leastMs: rarelyMs };
  // What still stands in the queue will be worked on for a while before it can be over.
  const leastMs = Math.max(rarelyMs, expected.work.quantileMs(SURELY_WORKED_ON));
  return { curve: expected.polls, age, gapMs, mostMs, leastMs };
}

const rarely = ({ age, expected }: Pick<Watched, "age" | "expected">): number =>
  rareGapMs(age(), expected.polls.quantileMs(0.9));

/** Hardly any task is worked on for less than this share of them. */
const SURELY_WORKED_ON = 0.02;

function startWatching({ clock, durations }: WatchParts, generation: Running): Watched {
  const { createdAt, input, model, state, submittedAt } = generation;
  const expected = durations.expect(model, input);
  const age = ageSince(clock, submittedAt ?? createdAt);
  const isFresh = age() < FRESH_MS;
  return {
    generation,
    expected,
    age,
    workAge: state.phase === "queued" ? null : ageSince(clock, state.since),
    lastSeen: isFresh ? { age: 0, workAge: 0 } : null,
    faults: 0,
    denials: 0,
    incomplete: 0,
    cells: fullCells(courseOf(generation, expected), clock.now()),
    shown: isFresh,
    gapMs: isFresh ? null : 0,
  };
}

/** Null: there is nothing more to see. */
async function poll(parts: WatchParts, watched: Watched, signal: AbortSignal): Promise<Watched | null> {
  const { generation } = watched;
  let seen: TaskReport;
  try {
    seen = await parts.generator.poll(generation.state.taskId, signal);
  } catch (error) {
    return signal.aborted ? null : await countFault(parts, watched, error);
  }
  const outcome = outcomeOf(seen, generation, parts.catalog.requestedCount(generation.model, generation.input));
  if (outcome === null) return await goOn(parts, watched, seen);
  if (watched.incomplete < pollsWorth(seen)) {
    return { ...watched, incomplete: watched.incomplete + 1, gapMs: backoffMs(watched.incomplete, null) };
  }
  if (seen.unclear.length > 0)
    parts.log.warn({ generationId: generation.id, fields: seen.unclear }, "amounts not understood");
  learn(parts, watched, outcome.kind === "made");
  await settle(parts, generation, outcome);
  return null;
}

/** How many further polls an end is worth that lacks its results or its cost. */
function pollsWorth({ status, media, actual, unclear }: TaskReport): number {
  if (status === "succeeded") return media.length === 0 ? EMPTY_POLLS : 0;
  return actual === null && unclear.length === 0 ? UNPRICED_POLLS : 0;
}

async function goOn(parts: WatchParts, watched: Watched, seen: TaskReport): Promise<Watched | null> {
  const { clock, showProgress, store } = parts;
  const now = clock.now();
  const age = watched.age();
  if (age > NEVER_MS) return await lose(parts, watched, "generator.endless");
  const cells = fullCells(courseOf(watched.generation, watched.expected), now);
  const phase = seen.status === "queued" ? "queued" : "processing";
  const { trouble: before, ...state } = watched.generation.state;
  const trouble: Trouble | undefined = age > OVERDUE_MS ? "overdue" : undefined;
  const moved = phase !== state.phase;
  const since = moved ? now : state.since;
  const generation: Running = {
    ...watched.generation,
    state: { ...state, phase, since, ...(trouble === undefined ? {} : { trouble }) },
  };
  if (moved) await store.recordPhase(generation.id, phase, now);
  if (moved || cells !== watched.cells || !watched.shown || trouble !== before) showProgress(generation);
  if (trouble !== undefined && before === undefined)
    parts.log.error(
      { generationId: generation.id, age },
      "a task goes on for over a day: its hold stays, polls are rare",
    );
  const workAge = phase === "queued" ? null : (watched.workAge ?? ageSince(clock, now));
  const lastSeen = { age, workAge: workAge?.() ?? 0 };
  const seenNow = { faults: 0, denials: 0, incomplete: 0, gapMs: null };
  return { ...watched, ...seenNow, generation, workAge, lastSeen, cells, shown: true };
}

/** The next task of its kind is expected to take as long. */
function learn({ durations }: WatchParts, { generation, age, workAge, lastSeen }: Watched, made: boolean): void {
  if (lastSeen === null) return;
  durations.learn(generation.model, generation.input, {
    id: generation.id,
    made,
    whole: { fromMs: lastSeen.age, toMs: age() },
    work: workAge === null ? null : { fromMs: lastSeen.workAge, toMs: workAge() },
  });
}

/**
 * A poll that said nothing of how it goes. Time mends most of them, a task unknown to the API among them: the person is
 * told after minutes, and only after days it is lost, with its hold unconfirmed.
 */
async function countFault(parts: WatchParts, watched: Watched, error: unknown): Promise<Watched | null> {
  const { generation } = watched;
  const fault = asBotError(error);
  const faults = watched.faults + 1;
  const { code, detail, cause: err } = fault;
  parts.log.warn({ generationId: generation.id, code, detail, err, faults }, "polled in vain");
  if (faults >= FAULTS_BEFORE_LOST && watched.age() > FORGOTTEN_MS) return await lose(parts, watched, code);
  // Everything else, a refused key among it, says nothing about the task.
  const isDenial = isFault(fault, "generator.gone", "generator.unknown_status");
  const denials = watched.denials + (isDenial ? 1 : 0);
  const retryAfterMs = fault instanceof RetryableError ? fault.retryAfterMs : null;
  const pauseMs = backoffMs(faults - 1, retryAfterMs, isDenial ? { longestMs: DENIED_MS } : {});
  const next = { ...watched, faults, denials, gapMs: Math.max(pauseMs, rarely(watched)) };
  return isDenial && denials >= DENIALS_BEFORE_TOLD ? inTrouble(parts, next) : next;
}

function inTrouble(parts: WatchParts, watched: Watched): Watched {
  const { generation } = watched;
  if (generation.state.trouble === "unknown") return watched;
  const troubled: Running = { ...generation, state: { ...generation.state, trouble: "unknown" } };
  parts.showProgress(troubled);
  parts.log.error({ generationId: generation.id }, "the API does not know a task: its hold stays, polls are rare");
  return { ...watched, generation: troubled };
}

async function lose(parts: WatchParts, { generation }: Watched, code: string): Promise<null> {
  await settle(parts, generation, { kind: "lost", cost: ZERO, code });
  return null;
}
