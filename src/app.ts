import { commandSpecs } from "../commands/index.ts";
import type { BotError } from "./domain/errors.ts";
import { createAlert } from "./pipeline/alert.ts";
import { carryOn } from "./pipeline/carry-on.ts";
import { createDesk } from "./pipeline/desk.ts";
import type { Parts } from "./pipeline/parts.ts";
import { createShowProgress } from "./pipeline/show-progress.ts";
import type { Desk } from "./surfaces/surface.ts";

export interface App {
  /** Resolves when every platform is connected and has the commands. */
  readonly ready: Promise<void>;
  /**
   * Carries on what an earlier process left (P3), then serves until `signal` aborts and the work in hand has paused.
   * @throws BotError of a platform that does not let the bot in, or turns it away for good; the work in hand has paused
   */
  run(signal: AbortSignal): Promise<void>;
}

/** Binds the stages to what they need. `main.ts` brings the real parts, tests bring theirs. */
export function createApp(parts: Parts): App {
  const { catalog, log, queue, store, surfaces } = parts;
  const { promise: ready, resolve: isReady } = Promise.withResolvers<void>();
  return {
    ready,
    async run(stopped) {
      const turnedAway = new AbortController();
      const signal = AbortSignal.any([stopped, turnedAway.signal]);
      const alert = createAlert(parts, signal);
      const showProgress = createShowProgress(parts, signal);
      const desk: Desk = {
        ...createDesk(parts, commandSpecs(catalog)),
        turnedAway: (error: BotError) => turnedAway.abort(error),
      };
      const unfinished = await store.unfinished();
      if (unfinished.length > 0) log.info({ unfinished: unfinished.length }, "carrying on");
      // Connected before old work moves: a finished one is delivered through the same surfaces.
      await Promise.all([...surfaces.values()].map(async (surface) => await surface.start(desk, signal)));
      turnedAway.signal.throwIfAborted();
      if (signal.aborted) return;
      for (const job of unfinished) queue.add(job);
      log.info({ platforms: [...surfaces.keys()], models: catalog.models.length }, "ready");
      isReady();
      await queue.run(async (job, stop) => await carryOn({ ...parts, alert, showProgress }, job, stop), signal);
      turnedAway.signal.throwIfAborted();
    },
  };
}
