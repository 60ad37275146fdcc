import { aborted } from "./domain/time/abort.ts";
import { commandSpecs } from "../commands/index.ts";
import type { BotError } from "./domain/errors/errors.ts";
import { createAlert } from "./pipeline/alert.ts";
import { advance } from "./pipeline/advance.ts";
import { createHandlers } from "./handlers/handlers.ts";
import type { Parts } from "./pipeline/parts.ts";
import { createShowProgress } from "./pipeline/show-progress.ts";
import type { Handlers, Platform } from "./platforms/platform.ts";

export interface AppParts extends Parts {
  /** What this process does: hear what people do, carry runs on, or both. */
  readonly part: { readonly listens: boolean; readonly works: boolean };
}

export interface App {
  /**
   * Resolves when this process does its part: where it listens, once every platform is connected and has the commands;
   * where it only works, once it may write to them.
   */
  readonly ready: Promise<void>;
  /**
   * Carries on what an earlier process left (P3), then serves until `signal` aborts and the work in hand has paused.
   * @throws BotError of a platform that does not let the bot in, or turns it away for good; the work in hand has paused
   */
  run(signal: AbortSignal): Promise<void>;
}

/** Binds the stages to what they need. `main.ts` brings the real parts, tests bring theirs. */
export function createApp(parts: AppParts): App {
  const { catalog, log, part, queue, store, platforms } = parts;
  const { promise: ready, resolve: isReady } = Promise.withResolvers<void>();
  return {
    ready,
    async run(stopped) {
      const turnedAway = new AbortController();
      const signal = AbortSignal.any([stopped, turnedAway.signal]);
      const alert = createAlert(parts, signal);
      const showProgress = createShowProgress(parts, signal);
      const handlersOf = (platform: Platform): Handlers => {
        const own = catalog.within(platform.optionLimits);
        return {
          ...createHandlers({ ...parts, catalog: own }, commandSpecs(own)),
          turnedAway: (error: BotError) => turnedAway.abort(error),
        };
      };
      const unfinished = part.works ? await store.unfinished() : [];
      if (unfinished.length > 0) log.info({ unfinished: unfinished.length }, "carrying on");
      // Connected before old work moves: a finished one is delivered through the same platforms.
      const enter = async (platform: Platform): Promise<void> =>
        await (part.listens ? platform.start(handlersOf(platform), signal) : platform.enter?.(signal));
      await Promise.all([...platforms.values()].map(enter));
      turnedAway.signal.throwIfAborted();
      if (signal.aborted) return;
      await queue.restore(unfinished);
      log.info({ ...part, platforms: [...platforms.keys()], models: catalog.models.length }, "ready");
      isReady();
      if (!part.works) await aborted(signal);
      else
        await queue.run(
          async (job, stop, rest) => await advance({ ...parts, alert, showProgress, rest }, job, stop),
          signal,
        );
      turnedAway.signal.throwIfAborted();
    },
  };
}
