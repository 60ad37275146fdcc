import type { Fault, Faults, FaultSubject } from "./faults.ts";

type FaultOn<Place extends Fault["on"]> = Extract<Fault, { on: Place }>;

/** The faults a test or a visitor has ordered, and how often each may still be applied. */
export class FaultStore implements Faults {
  #ordered: { readonly fault: Fault; left: number }[] = [];

  get pending(): readonly Fault[] {
    return this.#ordered.map(({ fault, left }) => ({ ...fault, times: left }));
  }

  add(fault: Fault): () => void {
    const order = { fault, left: fault.times ?? 1 };
    this.#ordered.push(order);
    return () => {
      this.#ordered = this.#ordered.filter((other) => other !== order);
    };
  }

  clear(): void {
    this.#ordered = [];
  }

  /** The first fault that this occasion meets; it has been applied once more. */
  take<Place extends Fault["on"]>(place: Place, subject: FaultSubject): FaultOn<Place> | undefined {
    return this.takeEachKind(place, subject, 1)[0];
  }

  /** One fault of each kind: a task can both deliver fewer images and cost more. */
  takeEachKind<Place extends Fault["on"]>(place: Place, subject: FaultSubject, most = Infinity): FaultOn<Place>[] {
    const taken = new Map<string, FaultOn<Place>>();
    for (const order of this.#ordered) {
      const { fault } = order;
      if (taken.size >= most || !isOn(fault, place) || taken.has(fault.kind)) continue;
      if (fault.only && !fault.only(subject)) continue;
      taken.set(fault.kind, fault);
      order.left -= 1;
    }
    this.#ordered = this.#ordered.filter(({ left }) => left > 0);
    return [...taken.values()];
  }
}

function isOn<Place extends Fault["on"]>(fault: Fault, place: Place): fault is FaultOn<Place> {
  return fault.on === place;
}
