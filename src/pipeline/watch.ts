import { ageSince } from "../domain/time/clock.ts";
import { asBotError, RetryableError } from "../domain/errors/errors.ts";
import type { Generation, GenerationState } from "../domain/generation.ts";
import { ZERO } from "../domain/money/money.ts";
import { fullCells } from "../domain/progress.ts";
import type { TaskReport } from "../generator/generator.ts";
import { guessingGapMs, LONGEST_GAP_MS } from "../pacing/schedule.ts";
import type { Expectation } from "../pacing/history.ts";
import { onAbort } from "../domain/time/abort.ts";
import type { PolledTask as Turn } from "../pacing/polls.ts";
import { createWakeUp } from "./wake-up.ts";
import { backoffMs } from "../domain/time/backoff.ts";
import { courseOf } from "./card-of.ts";
import type { Parts } from "./parts.ts";
import { outcomeOf, settle } from "./settle.ts";
import type { ShowProgress } from "./show-progress.ts";

type WatchParts = Pick<
  Parts,
  "clock" | "durations" | "generator" | "log" | "polls" | "metrics" | "prices" | "store"
> & {
  readonly showProgress: ShowProgress;
};

type Running = Generation & { readonly state: Extract<GenerationState, { kind: "running" }> };

/** The API is assumed to forget a task after a day; nobody waits longer. */
const GIVE_UP_MS = 24 * 60 * 60_000;
/** Faults in a row before a task of that age is given up: one bad moment after a day's absence of ours is none. */
const FAULTS_AFTER_A_DAY = 12;
/**
 * Answers in a row that do not know the task, or not what it is doing, before it is lost: minutes, with the back-off,
 * because what was just created may not be visible yet.
 */
const DENIALS = 12;
/** So often, for half a minute, a success that shows nothing is polled again: what was paid for may be a moment late (P5). */
const EMPTY_POLLS = 5;
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
    await parts.polls.due(scheduleOf(watched), next);
    // Told that there is something to see: still a poll like any other, at the rate for all.
    if (next.aborted && !signal.aborted) await parts.polls.due({ ...scheduleOf(watched), gapMs: 0 }, signal);
    if (signal.aborted) return;
    watched = await poll(parts, watched, signal);
  }
}

function scheduleOf({ age, expected, gapMs, workAge }: Watched): Turn {
  const mostMs = expected.isGuess ? guessingGapMs(age()) : LONGEST_GAP_MS;
  if (workAge !== null) return { curve: expected.work, age: workAge, gapMs, mostMs };
  // What still stands in the queue will be worked on for a while before it can be over.
  return { curve: expected.polls, age, gapMs, mostMs, leastMs: expected.work.quantileMs(SURELY_WORKED_ON) };
}

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
    cells: fullCells(courseOf(generation, expected), clock.now()),
    shown: isFresh,
    gapMs: isFresh ? null : 0,
  };
}

/** Null: there is nothing more to see. */
async function poll(parts: WatchParts, watched: Watched, signal: AbortSignal): Promise<Watched | null> {
  let seen: TaskReport;
  try {
    seen = await parts.generator.poll(watched.generation.state.taskId, signal);
  } catch (error) {
    return signal.aborted ? null : await countFault(parts, watched, error);
  }
  const outcome = outcomeOf(seen, watched.generation);
  if (outcome === null) return await goOn(parts, watched, seen);
  if (isEmpty(seen) && watched.denials < EMPTY_POLLS) {
    return { ...watched, denials: watched.denials + 1, gapMs: backoffMs(watched.denials, null) };
  }
  learn(parts, watched, outcome.kind === "made");
  await settle(parts, watched.generation, outcome);
  return null;
}

async function goOn({ clock, showProgress, store }: WatchParts, watched: Watched, seen: TaskReport): Promise<Watched> {
  const now = clock.now();
  const age = watched.age();
  const cells = fullCells(courseOf(watched.generation, watched.expected), now);
  const phase = seen.status === "queued" ? "queued" : "processing";
  const { state } = watched.generation;
  const moved = phase !== state.phase;
  const generation: Running = moved
    ? { ...watched.generation, state: { ...state, phase, since: now } }
    : watched.generation;
  if (moved) await store.recordPhase(generation.id, phase, now);
  if (moved || cells !== watched.cells || !watched.shown) showProgress(generation);
  const workAge = phase === "queued" ? null : (watched.workAge ?? ageSince(clock, now));
  const lastSeen = { age, workAge: workAge?.() ?? 0 };
  return { ...watched, generation, workAge, lastSeen, cells, shown: true, faults: 0, denials: 0, gapMs: null };
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

/** A poll that said nothing. Waiting mends most of them; a task that stays unknown is lost, and its hold unconfirmed. */
async function countFault(parts: WatchParts, watched: Watched, error: unknown): Promise<Watched | null> {
  const { generation } = watched;
  const fault = asBotError(error);
  const faults = watched.faults + 1;
  parts.log.warn({ generationId: generation.id, code: fault.code, err: fault.cause, faults }, "looked in vain");
  // Everything else, a refused key among it, says nothing about the task.
  const isDenial = fault.code === "generator.gone" || fault.code === "generator.unknown_status";
  const denials = watched.denials + (isDenial ? 1 : 0);
  if (denials >= DENIALS || (faults >= FAULTS_AFTER_A_DAY && watched.age() > GIVE_UP_MS)) {
    await settle(parts, generation, { kind: "lost", cost: ZERO });
    return null;
  }
  const retryAfterMs = fault instanceof RetryableError ? fault.retryAfterMs : null;
  return { ...watched, faults, denials, gapMs: backoffMs(faults - 1, retryAfterMs) };
}

const isEmpty = ({ status, media }: TaskReport): boolean => status === "succeeded" && media.length === 0;
