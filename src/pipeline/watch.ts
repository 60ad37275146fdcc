import { ageSince } from "../domain/clock.ts";
import { asBotError, RetryableError } from "../domain/errors.ts";
import type { Generation, GenerationState } from "../domain/generation.ts";
import { ZERO } from "../domain/money.ts";
import type { Look } from "../generator/generator.ts";
import { gapBeforeLook, NINE_IN_TEN, quantileMs } from "../pacing/schedule.ts";
import type { Duration } from "../pacing/schedule.ts";
import { backoffMs } from "./backoff.ts";
import type { Parts } from "./parts.ts";
import { outcomeOf, settle } from "./settle.ts";
import type { ShowProgress } from "./show-progress.ts";

type WatchParts = Pick<Parts, "catalog" | "clock" | "generator" | "log" | "prices" | "store"> & {
  readonly showProgress: ShowProgress;
};

type Running = Generation & { readonly state: Extract<GenerationState, { kind: "running" }> };

/** The API is assumed to forget a task after a day; nobody waits longer. */
const GIVE_UP_MS = 24 * 60 * 60_000;
/** Faults in a row before a task of that age is given up: one bad moment after a day's absence of ours is none. */
const STRIKES = 12;
/**
 * Answers in a row that do not know the task, or not what it is doing, before it is lost: minutes, with the back-off,
 * because what was just created may not be visible yet.
 */
const DENIALS = 12;
/** Younger than this it was submitted by this very process; older means that nobody has looked for a while. */
const FRESH_MS = 1_000;

interface Watched {
  readonly generation: Running;
  readonly duration: Duration;
  /** Milliseconds since the task was submitted. */
  readonly age: () => number;
  /** Faults in a row, and how many of them were the API's word on this very task. */
  readonly strikes: number;
  readonly denials: number;
  readonly late: boolean;
  /** Until the next look. */
  readonly gapMs: number;
}

/**
 * Looks at a running task as often as it pays until it has ended, and settles it. A look that changes nothing writes
 * nothing. Returns when the row has moved on, or `signal` aborted.
 */
export async function watch(parts: WatchParts, generation: Running, signal: AbortSignal): Promise<void> {
  const { catalog, clock, showProgress } = parts;
  const duration = catalog.duration(generation.model, generation.input);
  const age = ageSince(clock, generation.submittedAt ?? generation.createdAt);
  const gapMs = age() < FRESH_MS ? gapBeforeLook(age(), duration) : 0;
  const late = isLate(age(), duration);
  let watched: Watched | null = { generation, duration, age, strikes: 0, denials: 0, late, gapMs };
  showProgress(generation);
  while (watched !== null) {
    await clock.sleep(watched.gapMs, signal);
    if (signal.aborted) return;
    watched = await look(parts, watched, signal);
  }
}

/** Null: there is nothing more to see. */
async function look(parts: WatchParts, watched: Watched, signal: AbortSignal): Promise<Watched | null> {
  let seen: Look;
  try {
    seen = await parts.generator.look(watched.generation.state.taskId, signal);
  } catch (error) {
    return signal.aborted ? null : await strike(parts, watched, error);
  }
  const outcome = outcomeOf(seen, watched.generation);
  if (outcome === null) return await goOn(parts, watched, seen);
  await settle(parts, watched.generation, outcome);
  return null;
}

async function goOn(parts: WatchParts, watched: Watched, seen: Look): Promise<Watched> {
  const { clock, store, showProgress } = parts;
  const now = clock.now();
  const ageMs = watched.age();
  const late = isLate(ageMs, watched.duration);
  const phase = seen.status === "queued" ? "queued" : "processing";
  const { state } = watched.generation;
  const moved = phase !== state.phase;
  const generation: Running = moved
    ? { ...watched.generation, state: { ...state, phase, since: now } }
    : watched.generation;
  if (moved) await store.recordPhase(generation.id, phase, now);
  if (moved || late !== watched.late) showProgress(generation);
  return { ...watched, generation, late, strikes: 0, denials: 0, gapMs: gapBeforeLook(ageMs, watched.duration) };
}

/** A look that said nothing. Waiting mends most of them; a task that stays unknown is lost, and its hold unconfirmed. */
async function strike(parts: WatchParts, watched: Watched, error: unknown): Promise<Watched | null> {
  const { generation } = watched;
  const fault = asBotError(error);
  const strikes = watched.strikes + 1;
  parts.log.warn({ generationId: generation.id, code: fault.code, err: fault.cause, strikes }, "looked in vain");
  // Everything else, a refused key among it, says nothing about the task.
  const isDenial = fault.code === "generator.gone" || fault.code === "generator.unknown_status";
  const denials = watched.denials + (isDenial ? 1 : 0);
  if (denials >= DENIALS || (strikes >= STRIKES && watched.age() > GIVE_UP_MS)) {
    await settle(parts, generation, { kind: "lost", cost: ZERO });
    return null;
  }
  const retryAfterMs = fault instanceof RetryableError ? fault.retryAfterMs : null;
  return { ...watched, strikes, denials, gapMs: backoffMs(strikes - 1, retryAfterMs) };
}

const isLate = (ageMs: number, duration: Duration): boolean => ageMs > quantileMs(duration, NINE_IN_TEN);
