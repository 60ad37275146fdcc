// Limits the memory that files take in this process: results from download to delivery, and uploads sent with a request.
// Files that belong together are reserved at once, before the first byte. So a caller that waits holds nothing, and none
// waits for ever. First come, first served: many small ones never starve a large one.

import { onAbort } from "../domain/time/abort.ts";

/** An amount of memory, in bytes and in number of files. */
export interface MemoryAmount {
  readonly bytes: number;
  readonly files: number;
}

/** Reserved memory. Dispose of it when the bytes are no longer needed. */
export interface Reservation extends Disposable {
  /** Number of files; fewer than asked for if the whole budget is smaller. */
  readonly files: number;
  /** Counts bytes that arrived. False: they would exceed the reservation. */
  take(bytes: number): boolean;
  /** Returns the bytes of a file that was given up. */
  giveBack(bytes: number): void;
  /** Releases what has not been used: nothing more will arrive. */
  trim(): void;
}

export interface MemoryBudget {
  /** Waits for enough memory. A request above the whole budget gets all of it. Rejects when `signal` aborts. */
  reserve(wanted: MemoryAmount, signal: AbortSignal): Promise<Reservation>;
  /** What is reserved now, and how many callers wait. */
  readonly usage: () => MemoryAmount & { readonly waiting: number };
}

const MIB = 1024 * 1024;

/**
 * The budget of a process. Bytes: a quarter of a small machine's 1 GiB, since decoding, re-encoding and sending copy a file
 * once or twice. Files: five of the largest results, twelve pictures each; every file needs a connection and a buffer.
 */
export const PROCESS_MEMORY: MemoryAmount = { bytes: 256 * MIB, files: 64 };

interface Waiter extends MemoryAmount {
  readonly grant: () => void;
}

export function createMemoryBudget(total: MemoryAmount): MemoryBudget {
  let free = total;
  const waiting: Waiter[] = [];

  function release({ bytes, files }: MemoryAmount): void {
    free = { bytes: free.bytes + bytes, files: free.files + files };
    for (let next = waiting[0]; next !== undefined && isWithin(next, free); next = waiting[0]) {
      waiting.shift();
      free = { bytes: free.bytes - next.bytes, files: free.files - next.files };
      next.grant();
    }
  }

  function waitFor(amount: MemoryAmount, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        waiting.splice(waiting.indexOf(waiter), 1);
        release(NOTHING); // it may have blocked smaller ones
        reject(signal.reason);
      };
      const grant = (): void => {
        stay();
        resolve();
      };
      const waiter: Waiter = { ...amount, grant };
      const stay = onAbort(signal, leave);
      waiting.push(waiter);
      release(NOTHING);
    });
  }

  return {
    async reserve(wanted, signal) {
      signal.throwIfAborted();
      const amount = { bytes: Math.min(wanted.bytes, total.bytes), files: Math.min(wanted.files, total.files) };
      await waitFor(amount, signal);
      return reservation(amount, release);
    },
    usage: () => ({
      bytes: total.bytes - free.bytes,
      files: total.files - free.files,
      waiting: waiting.length,
    }),
  };
}

const NOTHING: MemoryAmount = { bytes: 0, files: 0 };

const isWithin = (amount: MemoryAmount, other: MemoryAmount): boolean =>
  amount.bytes <= other.bytes && amount.files <= other.files;

function reservation(amount: MemoryAmount, release: (amount: MemoryAmount) => void): Reservation {
  let reserved = amount;
  let taken = 0;
  return {
    files: amount.files,
    take(more) {
      if (taken + more > reserved.bytes) return false;
      taken += more;
      return true;
    },
    giveBack(less) {
      taken -= less;
    },
    trim() {
      release({ bytes: reserved.bytes - taken, files: 0 });
      reserved = { ...reserved, bytes: taken };
    },
    [Symbol.dispose]() {
      release(reserved);
      reserved = NOTHING;
      taken = 0;
    },
  };
}
