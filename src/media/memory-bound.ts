// How much of this process's memory results may take, from their download until the reply has them. One reservation a
// result, made at once and before the first byte: whoever waits holds nothing, so nobody waits for ever.

/** What was promised to one result. Dispose of it when its bytes are no longer needed. */
export interface Reservation extends Disposable {
  /** Counts bytes that arrived. False: they would go past what was reserved. */
  take(bytes: number): boolean;
  /** Bytes of a file that was given up. */
  giveBack(bytes: number): void;
  /** Nothing further will arrive: the rest is for the others. */
  trim(): void;
}

export interface MemoryBound {
  /** Waits for its turn, first come, first served. A request for more than there is gets all there is. */
  reserve(bytes: number, signal: AbortSignal): Promise<Reservation>;
}

interface Waiter {
  readonly bytes: number;
  readonly grant: () => void;
}

export function createMemoryBound(totalBytes: number): MemoryBound {
  let free = totalBytes;
  const waiting: Waiter[] = [];

  function release(bytes: number): void {
    free += bytes;
    for (let next = waiting[0]; next !== undefined && next.bytes <= free; next = waiting[0]) {
      waiting.shift();
      free -= next.bytes;
      next.grant();
    }
  }

  function turn(bytes: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        waiting.splice(waiting.indexOf(waiter), 1);
        release(0); // it may have held up smaller ones
        reject(signal.reason);
      };
      const grant = (): void => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
      const waiter: Waiter = { bytes, grant };
      signal.addEventListener("abort", leave, { once: true });
      waiting.push(waiter);
      release(0);
    });
  }

  return {
    async reserve(wanted, signal) {
      signal.throwIfAborted();
      const bytes = Math.min(wanted, totalBytes);
      await turn(bytes, signal);
      return reservation(bytes, release);
    },
  };
}

function reservation(bytes: number, release: (bytes: number) => void): Reservation {
  let reserved = bytes;
  let taken = 0;
  return {
    take(more) {
      if (taken + more > reserved) return false;
      taken += more;
      return true;
    },
    giveBack(less) {
      taken -= less;
    },
    trim() {
      release(reserved - taken);
      reserved = taken;
    },
    [Symbol.dispose]() {
      release(reserved);
      reserved = 0;
      taken = 0;
    },
  };
}
