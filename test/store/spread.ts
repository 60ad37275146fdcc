import type { Store } from "../../src/store/store.ts";

/** Stores of several processes on one database, taken in turn: each call is another one's. */
export function spread(stores: readonly Store[]): Store {
  const [first] = stores;
  if (first === undefined) throw new Error("no store");
  let calls = 0;
  const closeAll = async (): Promise<void> => {
    for (const store of stores) await store[Symbol.asyncDispose]();
  };
  return new Proxy(first, {
    get(_, name) {
      if (name === Symbol.asyncDispose) return closeAll;
      calls += 1;
      return Reflect.get(stores[calls % stores.length] ?? first, name) as unknown;
    },
  });
}
