import type { Clock } from "../domain/time/clock.ts";
import type { Metrics } from "../domain/metrics.ts";
import { minus } from "../domain/money/money.ts";
import type { Micros } from "../domain/money/money.ts";
import type { Instruments } from "./instruments.ts";

type ToldInstruments = Pick<Instruments, "acks" | "edits" | "overcharged" | "spent">;

export function createMetrics(
  { acks, edits, overcharged, spent }: ToldInstruments,
  clock: Pick<Clock, "elapsed">,
): Metrics {
  return {
    interaction(platform, kind) {
      const since = clock.elapsed();
      let isOpen = true;
      return () => {
        if (isOpen) acks.observe({ platform, asked: kind }, (clock.elapsed() - since) / 1_000);
        isOpen = false;
      };
    },
    edited: (platform, outcome) => edits.inc({ platform, fate: outcome }),
    spent({ model, hold }, cost) {
      spent.inc({ model }, dollars(cost));
      if (cost > hold) overcharged.inc({ model }, dollars(minus(cost, hold)));
    },
  };
}

/** Dollars as a float, the only number that the format has. Never computed with (M3). */
export const dollars = (amount: Micros | number): number => amount / 1e6;
