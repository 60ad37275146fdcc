// The composition root: if something is not opened here, nobody opens it. The only reader of the environment.

import { fileURLToPath } from "node:url";
import { createApp } from "./app.ts";
import { loadCatalog } from "./catalog/load.ts";
import { readConfig } from "./config.ts";
import type { Config } from "./config.ts";
import { systemClock } from "./domain/clock.ts";
import { BotError } from "./domain/errors.ts";
import { createLog } from "./log.ts";
import { openParts } from "./open-parts.ts";
import { problemsOf } from "./start-problems.ts";

const SCHEMAS = fileURLToPath(new URL("../schemas/", import.meta.url));

/** Sysexits' EX_CONFIG: a supervisor need not restart what no restart mends. */
const EXIT_CONFIG = 78;

async function main(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  const stop = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stop.abort());
  await using closing = new AsyncDisposableStack();
  const catalog = (await loadCatalog(SCHEMAS)).without(config.modelsOff);
  const parts = await openParts({ config, catalog, clock: systemClock, log }, closing);
  await createApp(parts).run(stop.signal);
  log.info({}, "stopped");
}

try {
  await main(readConfig(process.env));
} catch (error) {
  const problems = error instanceof BotError ? problemsOf(error) : null;
  if (problems === null) throw error;
  process.stderr.write(`Atelier cannot start:\n${problems.map((problem) => `  - ${problem}\n`).join("")}`);
  process.exitCode = EXIT_CONFIG;
}
