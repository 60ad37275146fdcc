// The delivery as the product does it: fetched, checked, fitted, put into the reply and written down.

import { fileURLToPath } from "node:url";
import { loadCatalog } from "../../src/catalog/load.ts";
import { systemClock as clock } from "../../src/domain/time/clock.ts";
import type { Outcome } from "../../src/domain/generation.ts";
import { micros } from "../../src/domain/money/money.ts";
import { createLog } from "../../src/start/log.ts";
import { createMediaFetcher } from "../../src/media/fetch-media.ts";
import { shrink } from "../../src/media/shrink.ts";
import { openDurations } from "../../src/pacing/durations.ts";
import { deliver } from "../../src/pipeline/deliver.ts";
import { openSqlite } from "../../src/store/sqlite/sqlite.ts";
import { createDiscordReplies } from "../harness/discord-replies.ts";
import { openFolder } from "../harness/folder.ts";
import { aGeneration, leave } from "../harness/generations.ts";
import { answerRounds } from "./rounds.ts";
import type { Order } from "./rounds.ts";

const path = openFolder().file("atelier.db");
const log = createLog("warn");
const store = await openSqlite(path, () => clock.now());
const catalog = await loadCatalog(fileURLToPath(new URL("../../schemas/", import.meta.url)));
const durations = await openDurations({ clock, keyValue: store.keyValue, documents: catalog, onError: () => {} }, []);
const { signal } = new AbortController();

let parts: Parameters<typeof deliver>[0] | null = null;
let made = 0;

const partsFor = (origin: string): Parameters<typeof deliver>[0] => {
  const media = createMediaFetcher({ allowedHosts: [new URL(origin).host], clock });
  const platform = createDiscordReplies({ origin, log, keyValue: store.keyValue });
  const generator = { poll: async () => await Promise.reject(new Error("every result is where it was put")) };
  return {
    catalog,
    clock,
    durations,
    generator,
    rest: async (waiting) => await waiting,
    log,
    media,
    shrink,
    store,
    platforms: new Map([["discord", platform]]),
  };
};

async function prepare({ origin, results }: Order): Promise<() => Promise<unknown>> {
  const here = (parts ??= partsFor(origin));
  const generations = Array.from({ length: results }, () => {
    made += 1;
    const media = [{ kind: "image", url: `${origin}/media/${made}` }] as const;
    const outcome: Outcome = { kind: "made", cost: micros(20_000), media, seed: null };
    return { ...aGeneration(made, { kind: "settled", outcome }), settledAt: clock.now() };
  });
  leave(path, generations);
  return await Promise.resolve(async () => {
    await Promise.all(generations.map(async (generation) => await deliver(here, generation, signal)));
    for (const { id } of generations)
      if ((await store.get(id))?.state.kind !== "delivered") throw new Error("not delivered");
  });
}

answerRounds(prepare);
