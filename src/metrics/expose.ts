import type { Clock } from "../domain/time/clock.ts";
import { within } from "../domain/time/within.ts";
import type { MemoryBudget } from "../media/memory-budget.ts";
import type { Store } from "../store/store.ts";
import type { Instruments } from "./instruments.ts";
import { dollars } from "./tell.ts";

export interface Exposed {
  readonly store: Pick<Store, "stateCounts">;
  readonly memory: Pick<MemoryBudget, "usage">;
  /** State of each part, as `/readyz` has it. */
  readonly readiness: () => Promise<ReadonlyMap<string, string>>;
  /** Updates the figures of the process itself. */
  readonly readProcess: () => void;
  readonly clock: Pick<Clock, "sleep">;
}

/** Prometheus waits for ten seconds: if the database does not answer, the other figures must still arrive. */
const COUNTS_MS = 2_000;

/** Renders all figures as text, after updating those that are read on demand. Concurrent calls share one answer. */
export function createExposition(instruments: Instruments, exposed: Exposed) {
  const { registry } = instruments;
  const read = async (): Promise<string> => {
    exposed.readProcess();
    readMemory(instruments, exposed);
    await Promise.all([readStateCounts(instruments, exposed), readReadiness(instruments, exposed)]);
    return await registry.metrics();
  };
  let reading: Promise<string> | null = null;
  return {
    contentType: registry.contentType,
    async read(): Promise<string> {
      reading ??= read().finally(() => (reading = null));
      return await reading;
    },
  };
}

function readMemory({ memoryBytes, memoryFiles, memoryWaiting }: Instruments, { memory }: Exposed): void {
  const { bytes, files, waiting } = memory.usage();
  memoryBytes.set(bytes);
  memoryFiles.set(files);
  memoryWaiting.set(waiting);
}

/** While the database is away these are absent: a zero would be wrong. */
async function readStateCounts({ generations, held }: Instruments, { clock, store }: Exposed): Promise<void> {
  const counts = await within(clock, COUNTS_MS, store.stateCounts()).catch(() => null);
  generations.reset();
  held.reset();
  if (counts === null) return;
  for (const state of STATES) {
    const found = counts.find((one) => one.state === state);
    generations.set({ state }, found?.count ?? 0);
    held.set({ state }, dollars(found?.held ?? 0));
  }
}

const STATES = ["held", "submitting", "running", "settled"] as const;

async function readReadiness({ ready }: Instruments, { readiness }: Exposed): Promise<void> {
  for (const [part, state] of await readiness()) ready.set({ part }, state === "ready" ? 1 : 0);
}
