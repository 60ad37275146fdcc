// What a process needs, told to its parent as often as that asks.

export interface Usage {
  readonly kind: "usage";
  /** As the machine sees it, before anything was collected for our sake. */
  readonly residentBytes: number;
  /** What is left of the heap after a collection; null where none was asked for. */
  readonly heapBytes: number | null;
  /** Of this process so far, all its threads together. */
  readonly cpuMs: number;
  /** Since the process began. */
  readonly atMs: number;
}

/** Whether the heap is to be collected: that takes time, so nothing is measured across it. */
export type UsageOrder = "collect" | "leave";

/** Ends with its parent. */
export function tellUsage(): void {
  process.on("message", (order: UsageOrder) => process.send?.(usageNow(order)));
  process.on("disconnect", () => process.exit());
}

function usageNow(order: UsageOrder): Usage {
  const residentBytes = process.memoryUsage.rss();
  const { user, system } = process.cpuUsage();
  const atMs = performance.now();
  if (order === "collect") globalThis.gc?.();
  const heapBytes = order === "collect" ? process.memoryUsage().heapUsed : null;
  return { kind: "usage", residentBytes, heapBytes, cpuMs: (user + system) / 1_000, atMs };
}
