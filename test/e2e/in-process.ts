import { fileURLToPath } from "node:url";
import { createApp } from "../../src/app.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import { readConfig } from "../../src/config/config.ts";
import type { Clock } from "../../src/domain/time/clock.ts";
import type { Log } from "../../src/domain/log.ts";
import { createLog } from "../../src/start/log.ts";
import { openParts } from "../../src/start/open-parts.ts";
import type { Parts } from "../../src/pipeline/parts.ts";
import { withoutModelsOff } from "../../src/config/models-off.ts";

export const SCHEMAS = fileURLToPath(new URL("../../schemas/", import.meta.url));

export interface RunningApp extends AsyncDisposable {
  readonly parts: Parts;
}

interface RunOptions {
  readonly clock: Clock;
  readonly schemas?: string;
  readonly log?: Log;
}

/** The whole bot in the test's own process, for what the real one cannot be given: another clock, other schemas. */
export async function runApp(
  env: Readonly<Record<string, string>>,
  { clock, schemas = SCHEMAS, log = createLog("silent") }: RunOptions,
): Promise<RunningApp> {
  const closing = new AsyncDisposableStack();
  const config = readConfig(env);
  const catalog = withoutModelsOff(await loadCatalog(schemas), config.modelsOff);
  const parts = await openParts({ config, catalog, clock, log }, closing);
  const stop = new AbortController();
  const app = createApp(parts);
  const running = app.run(stop.signal);
  await Promise.race([app.ready, running]);
  return {
    parts,
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await running;
      await closing.disposeAsync();
    },
  };
}
