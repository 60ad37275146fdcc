import type { Clock } from "../domain/time/clock.ts";
import { asBotError, UserError } from "../domain/errors/errors.ts";
import type { KeyValueStore } from "../domain/key-value.ts";
import type { Store } from "../store/store.ts";
import type { Instruments } from "./instruments.ts";

type StoreInstruments = Pick<Instruments, "faults" | "queries">;

type Timed = <T>(call: string, work: () => Promise<T>) => Promise<T>;

/** Wraps a store, times each call and counts those that fail. */
export function measureStore(store: Store, instruments: StoreInstruments, clock: Pick<Clock, "elapsed">): Store {
  const timed = timing(instruments, clock);
  const keyValue = around(store.keyValue, (name) => `memory.${name}`, timed);
  return new Proxy(
    around(store, (name) => name, timed),
    {
      get: (target, name, receiver) =>
        name === "keyValue" ? keyValue : (Reflect.get(target, name, receiver) as unknown),
    },
  );
}

/** Wraps every method, including those added later. */
function around<T extends KeyValueStore | Store>(parts: T, callOf: (name: string) => string, timed: Timed): T {
  return new Proxy(parts, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== "function" || typeof name !== "string") return member;
      return async (...args: readonly unknown[]): Promise<unknown> =>
        await timed(callOf(name), async () => await (Reflect.apply(member, target, args) as Promise<unknown>));
    },
  });
}

function timing({ faults, queries }: StoreInstruments, clock: Pick<Clock, "elapsed">): Timed {
  return async (call, work) => {
    const since = clock.elapsed();
    try {
      return await work();
    } catch (error) {
      const fault = asBotError(error);
      // A UserError is a refusal by a rule or budget, not a fault of the database.
      if (!(fault instanceof UserError)) faults.inc({ code: fault.code });
      throw error;
    } finally {
      queries.observe({ call }, (clock.elapsed() - since) / 1_000);
    }
  };
}
