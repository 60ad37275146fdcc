// Idempotency-Key, as the pages have it: the same key with the same payload returns the original task without charging
// again; the same key with a different input returns 409. A refused request leaves its key free.
import type { Json } from "./json.ts";

export type KeyUse<Answer> =
  | { readonly kind: "new" }
  | { readonly kind: "replay"; readonly kept: Answer }
  | { readonly kind: "conflict" };

export class IdempotencyKeys<Answer> {
  readonly #used = new Map<string, { readonly payload: string; readonly kept: Answer }>();

  look(key: string | undefined, payload: Json): KeyUse<Answer> {
    const used = key === undefined ? undefined : this.#used.get(key);
    if (!used) return { kind: "new" };
    return used.payload === canonical(payload) ? { kind: "replay", kept: used.kept } : { kind: "conflict" };
  }

  keep(key: string | undefined, payload: Json, kept: Answer): void {
    if (key !== undefined) this.#used.set(key, { payload: canonical(payload), kept });
  }
}

/** Two payloads are the same when they mean the same: the order of keys and the white space do not count. */
function canonical(payload: Json): string {
  return JSON.stringify(payload, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
