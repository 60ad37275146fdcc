// A contestant, in a process of its own: does rounds as its parent tells it to.

export interface Order {
  readonly origin: string;
  readonly results: number;
}

export interface Done {
  readonly ms: number;
  /** Resident at its highest so far, in bytes. */
  readonly peak: number;
}

/** @param prepare What it returns is measured. */
export function answerRounds(prepare: (order: Order) => Promise<() => Promise<unknown>>): void {
  const work = async (order: Order): Promise<void> => {
    const deliverAll = await prepare(order);
    const startedAt = performance.now();
    await deliverAll();
    const done: Done = { ms: performance.now() - startedAt, peak: process.resourceUsage().maxRSS * 1024 };
    process.send?.(done);
  };
  process.on("message", (order: Order) => void work(order));
  process.on("disconnect", () => process.exit());
  process.send?.("ready");
}
