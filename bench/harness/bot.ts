// The whole bot in a process of its own, but for Discord's gateway, with tasks that an earlier process left running: when
// all of them are watched again, and what it needs meanwhile, is told to its parent.

import { fileURLToPath } from "node:url";
import { createApp } from "../../src/app.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import { readConfig } from "../../src/config/config.ts";
import { systemClock as clock } from "../../src/domain/time/clock.ts";
import { createLog } from "../../src/start/log.ts";
import { openParts } from "../../src/start/open-parts.ts";
import type { Polls } from "../../src/pacing/polls.ts";
import { createDiscordReplies } from "./discord-replies.ts";
import { tellUsage } from "./tell-usage.ts";

export interface Watched {
  readonly kind: "watched";
  /** Milliseconds since the process began. */
  readonly atMs: number;
}

const { BENCH_ORIGIN: origin = "", BENCH_TASKS: tasks = "0" } = process.env;

/** Each task's first turn is when it is watched again. */
function counting(polls: Polls, onAll: () => void): Polls {
  const seen = new Set<unknown>();
  let left = Number(tasks);
  return {
    due: async (task, signal) => {
      if (left > 0 && !seen.has(task.age)) {
        seen.add(task.age);
        left -= 1;
        if (left === 0) {
          seen.clear();
          onAll();
        }
      }
      await polls.due(task, signal);
    },
  };
}

tellUsage();

const config = { ...readConfig(process.env), discord: null };
const log = createLog("warn");
await using closing = new AsyncDisposableStack();
const catalog = await loadCatalog(fileURLToPath(new URL("../../schemas/", import.meta.url)));
const parts = await openParts({ config, catalog, clock, log }, closing);
const platforms = new Map([
  ["discord", createDiscordReplies({ origin, log, keyValue: parts.store.keyValue })],
] as const);
const watched = (): Watched => ({ kind: "watched", atMs: performance.now() });
const polls = counting(parts.polls, () => process.send?.(watched()));
await createApp({ ...parts, platforms, polls }).run(new AbortController().signal);
