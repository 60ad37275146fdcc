import type { SharedKeyValueStore } from "../domain/key-value.ts";

/** The operator's own caps. */
type Setting = "operator" | "ceiling";

interface Known {
  readonly isSet: boolean;
  readonly edition: number;
}

const KEY = "budget:editions";

/**
 * Counts how often each of the operator's caps was set after it had been unset. While it is unset nobody counts for it, so
 * that the window of an earlier edition misses runs; the window of a new one is opened from history.
 */
export async function countEditions(
  keyValue: SharedKeyValueStore,
  isSet: Readonly<Record<Setting, boolean>>,
): Promise<Readonly<Record<Setting, number>>> {
  const next = (known: Known | undefined, set: boolean): Known => ({
    isSet: set,
    edition: (known?.edition ?? 0) + (set && known?.isSet !== true ? 1 : 0),
  });
  await keyValue.change<Readonly<Record<Setting, Known>>>(KEY, (known) => ({
    operator: next(known?.operator, isSet.operator),
    ceiling: next(known?.ceiling, isSet.ceiling),
  }));
  const counted = await keyValue.get<Readonly<Record<Setting, Known>>>(KEY);
  return { operator: counted?.operator.edition ?? 0, ceiling: counted?.ceiling.edition ?? 0 };
}
