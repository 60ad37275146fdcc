import { FaultQueue } from "../../kit/fault-queue.ts";
import type { Fault, Faults, FaultSubject } from "./faults.ts";

type FaultOn<Place extends Fault["on"]> = Extract<Fault, { on: Place }>;

/** The faults a test or a visitor has ordered, taken by the place where they are applied. */
export class FaultStore implements Faults {
  readonly #queue = new FaultQueue<Fault>();

  get pending(): readonly Fault[] {
    return this.#queue.pending;
  }

  add(fault: Fault): () => void {
    return this.#queue.add(fault).cancel;
  }

  clear(): void {
    this.#queue.clear();
  }

  /** The first fault that this occasion meets; it has been applied once more. */
  take<Place extends Fault["on"]>(place: Place, subject: FaultSubject): FaultOn<Place> | undefined {
    return this.#queue.take((fault) => isMet(fault, place, subject));
  }

  /** One fault of each kind: a task can both deliver fewer images and cost more. */
  takeEachKind<Place extends Fault["on"]>(place: Place, subject: FaultSubject): readonly FaultOn<Place>[] {
    const taken: FaultOn<Place>[] = [];
    const isNew = (fault: Fault): fault is FaultOn<Place> =>
      isMet(fault, place, subject) && taken.every(({ kind }) => kind !== fault.kind);
    for (let next = this.#queue.take(isNew); next; next = this.#queue.take(isNew)) taken.push(next);
    return taken;
  }
}

function isMet<Place extends Fault["on"]>(fault: Fault, place: Place, subject: FaultSubject): fault is FaultOn<Place> {
  return fault.on === place && (fault.only?.(subject) ?? true);
}
