// Edits of the replies of running generations: one lane a generation, so that the pace of one never holds up another.
//
//   E1. At most one edit of a reply is in flight.
//   E2. Between two starts of progress edits lie at least `spacingMs`; what waits in between is replaced by what is newer.
//   E3. The newest progress is never dropped: when the platform was busy it is tried again, until something newer comes.
//   E4. A result waits for nothing but the edit in flight, and progress that is still waiting gives way to it.
//   E5. After a result no progress is shown any more.
//   E6. Whoever still believes that the reply stands where it once stood is led to where it went.
//   E7. A reply that stands nowhere yet is made once, whoever comes first: its answer, its progress or its result.

import { backoffMs } from "../domain/time/backoff.ts";
import type { Clock } from "../domain/time/clock.ts";
import { RetryableError } from "../domain/errors/errors.ts";
import type { ReplyRef } from "../domain/messages/reply.ts";

export interface EditQueue {
  /** Makes the reply, unless something else has made it (E7), and says where it stands. */
  first(key: string, reply: ReplyRef, send: () => Promise<ReplyRef>): Promise<ReplyRef>;
  /**
   * Shows progress some time soon. Resolves with where the reply stands once this, or what replaced it, is shown; with
   * `reply` itself where a result has taken its place already.
   */
  progress(key: string, reply: ReplyRef, edit: Edit): Promise<ReplyRef>;
  /** Runs a result's own edits, ahead of any progress. */
  result<T extends { readonly reply: ReplyRef }>(
    key: string,
    reply: ReplyRef,
    send: (at: ReplyRef) => Promise<T>,
  ): Promise<T>;
}

interface Edit {
  readonly signal: AbortSignal;
  /** Edits the reply where it stands, and says where it stands then. */
  readonly send: (at: ReplyRef) => Promise<ReplyRef>;
}

interface Waiting extends Edit {
  readonly reply: ReplyRef;
  readonly shown: PromiseWithResolvers<ReplyRef>;
}

interface Lane {
  /** Settles when nothing is in flight (E1). */
  inFlight: Promise<unknown>;
  waiting: Waiting | null;
  /** Aborts, and so ends the pause before the next progress, when a result has come. */
  readonly over: AbortController;
  draining: boolean;
  nextAt: number;
  usedAt: number;
  /** The last move of the reply, by its message's ID before it (E6). */
  moved: { readonly from: string | null; readonly to: ReplyRef } | null;
}

interface Pace {
  readonly clock: Clock;
  readonly spacingMs: number;
  /** Resolves when progress of this reply may be sent, for where many replies share one limit; and when `signal` aborts. */
  readonly waitForRate?: (reply: ReplyRef, signal: AbortSignal) => Promise<void>;
}

/** Long after any run has ended: by then nobody shows progress of it any more. */
const FORGET_AFTER_MS = 60 * 60_000;
/** With pauses that double from the spacing, about a minute: then the next progress may have more luck. */
const ATTEMPTS = 5;

export function createEditQueue(pace: Pace): EditQueue {
  const lanes = new Map<string, Lane>();
  return {
    async first(key, reply, send) {
      const lane = laneOf(lanes, key, pace.clock.elapsed());
      const sent = lane.inFlight.then(async () => {
        const at = currentReply(lane, reply);
        if (at.messageId !== reply.messageId) return at;
        const made = await send();
        noteMove(lane, reply, made);
        return made;
      });
      lane.inFlight = settled(sent);
      return await sent;
    },

    async progress(key, reply, edit) {
      const lane = laneOf(lanes, key, pace.clock.elapsed());
      if (lane.over.signal.aborted) return reply;
      const waiting: Waiting = { ...edit, reply, shown: Promise.withResolvers() };
      lane.waiting?.shown.resolve(waiting.shown.promise);
      lane.waiting = waiting;
      if (!lane.draining) void drain(lane, pace);
      return await waiting.shown.promise;
    },

    async result(key, reply, send) {
      const lane = laneOf(lanes, key, pace.clock.elapsed());
      const overtaken = lane.waiting;
      lane.waiting = null;
      lane.over.abort();
      const sent = lane.inFlight.then(async () => await send(currentReply(lane, reply)));
      lane.inFlight = settled(sent);
      overtaken?.shown.resolve(
        sent.then(
          (done) => done.reply,
          () => overtaken.reply,
        ),
      );
      const done = await sent;
      noteMove(lane, reply, done.reply);
      return done;
    },
  };
}

function laneOf(lanes: Map<string, Lane>, key: string, now: number): Lane {
  const known = lanes.get(key);
  if (known !== undefined) {
    known.usedAt = now;
    // To the end: the map's order is that of use, so that what can be forgotten is all in front.
    lanes.delete(key);
    lanes.set(key, known);
    return known;
  }
  for (const [other, { usedAt, draining }] of lanes) {
    if (now - usedAt <= FORGET_AFTER_MS) break;
    if (!draining) lanes.delete(other);
  }
  const fresh: Lane = {
    inFlight: Promise.resolve(),
    waiting: null,
    over: new AbortController(),
    draining: false,
    nextAt: 0,
    usedAt: now,
    moved: null,
  };
  lanes.set(key, fresh);
  return fresh;
}

/** Shows what waits until nothing does. */
async function drain(lane: Lane, { clock, spacingMs, waitForRate }: Pace): Promise<void> {
  lane.draining = true;
  for (let failures = 0; lane.waiting !== null;) {
    const ms = lane.nextAt - clock.elapsed();
    const { reply, signal } = lane.waiting;
    const until = AbortSignal.any([signal, lane.over.signal]);
    if (ms > 0) await clock.sleep(ms, until);
    await lane.inFlight;
    // Before it is looked at what waits, so that the newest is shown however long the rate limit took (E2).
    if (!until.aborted) await waitForRate?.(reply, until);
    await lane.inFlight;
    const next = lane.waiting;
    if (next === null) break;
    lane.waiting = null;
    lane.nextAt = clock.elapsed() + spacingMs;
    const error = await attempt(lane, next);
    failures = error === null ? 0 : failures + 1;
    if (error instanceof RetryableError && failures < ATTEMPTS) {
      const pauseMs = backoffMs(failures - 1, error.retryAfterMs, { firstMs: spacingMs });
      lane.nextAt = Math.max(lane.nextAt, clock.elapsed() + pauseMs);
      putBack(lane, next);
    } else if (error !== null) next.shown.reject(error);
  }
  // In the same turn as the last look at what waits: an edit that comes now starts a drain of its own.
  lane.draining = false;
}

/** The error, or null when it is shown or nobody wants it any more. */
async function attempt(lane: Lane, { send, signal, reply, shown }: Waiting): Promise<unknown> {
  if (signal.aborted) {
    shown.resolve(reply);
    return null;
  }
  const sent = send(currentReply(lane, reply));
  lane.inFlight = settled(sent);
  try {
    const now = await sent;
    noteMove(lane, reply, now);
    shown.resolve(now);
    return null;
  } catch (error) {
    return error;
  }
}

/** Back to the front, unless something newer waits: then that is shown instead of it (E2, E3, E5). */
function putBack(lane: Lane, edit: Waiting): void {
  if (lane.over.signal.aborted) edit.shown.resolve(edit.reply);
  else if (lane.waiting === null) lane.waiting = edit;
  else edit.shown.resolve(lane.waiting.shown.promise);
}

const currentReply = ({ moved }: Lane, reply: ReplyRef): ReplyRef =>
  moved !== null && moved.from === reply.messageId ? { ...moved.to, extraMessageIds: reply.extraMessageIds } : reply;

function noteMove(lane: Lane, from: ReplyRef, to: ReplyRef): void {
  if (to.messageId !== from.messageId) lane.moved = { from: from.messageId, to };
}

const settled = async (promise: Promise<unknown>): Promise<void> => {
  await promise.catch(() => null);
};
