import type { Clock } from "../src/domain/time/clock.ts";
import type { Metrics } from "../src/domain/metrics.ts";
import { createInstruments } from "../src/metrics/instruments.ts";
import { createMetrics } from "../src/metrics/tell.ts";

/** The real thing, for tests that ask nothing of it. */
export const someMetrics = (clock: Pick<Clock, "elapsed">): Metrics => createMetrics(createInstruments(), clock);
