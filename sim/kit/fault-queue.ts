export interface OrderedFault {
  /** How often it has been applied. */
  readonly applied: number;
  readonly cancel: () => void;
}

interface Entry<Fault> {
  readonly fault: Fault;
  applied: number;
}

/** The faults still to be applied, the oldest first; each once, or as often as its `times` says. */
export class FaultQueue<Fault extends { readonly times?: number }> {
  #entries: readonly Entry<Fault>[] = [];

  /** What may still be applied, with the times that are left. */
  get pending(): readonly Fault[] {
    return this.#entries.map((entry) => ({ ...entry.fault, times: left(entry) }));
  }

  add(fault: Fault): OrderedFault {
    const entry: Entry<Fault> = { fault, applied: 0 };
    this.#entries = [...this.#entries, entry];
    return {
      get applied() {
        return entry.applied;
      },
      cancel: () => {
        this.#entries = this.#entries.filter((other) => other !== entry);
      },
    };
  }

  clear(): void {
    this.#entries = [];
  }

  /** The first that fits; it has been applied once more. */
  take<Fitting extends Fault>(fits: (fault: Fault) => fault is Fitting): Fitting | undefined;
  take(fits: (fault: Fault) => boolean): Fault | undefined;
  take(fits: (fault: Fault) => boolean): Fault | undefined {
    const entry = this.#entries.find(({ fault }) => fits(fault));
    if (!entry) return undefined;
    entry.applied += 1;
    this.#entries = this.#entries.filter((other) => left(other) > 0);
    return entry.fault;
  }
}

const left = ({ fault, applied }: Entry<{ readonly times?: number }>): number => (fault.times ?? 1) - applied;
