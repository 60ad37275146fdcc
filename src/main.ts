// The composition root: if something is not opened here, nobody opens it. The only reader of the environment.

import { constants } from "node:os";
import { fileURLToPath } from "node:url";
import { createApp } from "./app.ts";
import { loadCatalog } from "./catalog/load.ts";
import { readConfig } from "./config/config.ts";
import type { Config } from "./config/config.ts";
import { systemClock } from "./domain/time/clock.ts";
import { createLog } from "./start/log.ts";
import { openParts } from "./start/open-parts.ts";
import { problemsOf } from "./start/start-problems.ts";
import { withoutModelsOff } from "./config/models-off.ts";

const SCHEMAS = fileURLToPath(new URL("../schemas/", import.meta.url));

/** Sysexits' EX_CONFIG: a supervisor need not restart what no restart mends. */
const EXIT_CONFIG = 78;
/** Sysexits' EX_TEMPFAIL: it may. */
const EXIT_LATER = 75;
/** npm passes a Ctrl+C on that the terminal has sent already: what comes within this time is the same wish. */
const SAME_WISH_MS = 1_000;

/** Aborts with the first signal. A second one ends the process as it stands, which the next one carries on from (P3). */
function heedSignals(): AbortSignal {
  const stop = new AbortController();
  let wishedAt = 0;
  for (const name of ["SIGTERM", "SIGINT"] as const) {
    process.on(name, () => {
      if (!stop.signal.aborted) wishedAt = systemClock.elapsed();
      else if (systemClock.elapsed() - wishedAt > SAME_WISH_MS) process.exit(128 + constants.signals[name]);
      stop.abort();
    });
  }
  return stop.signal;
}

let isReady = false;

async function main(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  const stop = heedSignals();
  await using closing = new AsyncDisposableStack();
  const catalog = withoutModelsOff(await loadCatalog(SCHEMAS), config.modelsOff);
  const app = createApp(await openParts({ config, catalog, clock: systemClock, log }, closing));
  void app.ready.then(() => (isReady = true));
  await app.run(stop);
  log.info({}, "stopped");
}

try {
  await main(readConfig(process.env));
} catch (error) {
  const problems = problemsOf(error);
  if (problems === null) throw error;
  const { lines, mayPass } = problems;
  const text = lines.map((line) => `  - ${line}\n`).join("");
  process.stderr.write(`Atelier ${isReady ? "had to stop" : "cannot start"}:\n${text}`);
  process.exitCode = mayPass ? EXIT_LATER : EXIT_CONFIG;
}
// All work is released by now: what could still hold the process is a connection that nobody waits for.
process.exit();
