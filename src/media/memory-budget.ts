// How much of this process's memory files may take: results from their download until the reply has them, and uploads that
// go along with a request. One reservation for all that belongs together, made at once and before the first byte: whoever
// waits holds nothing, so nobody waits for ever. First come, first served: no crowd of small ones starves a large one.

import { onAbort } from "../domain/time/abort.ts";

/** So much memory. */
export interface MemoryAmount {
  readonly bytes: number;
  readonly files: number;
}

/** What was promised. Dispose of it when the bytes are no longer needed. */
export interface Reservation extends Disposable {
  /** How many files: fewer than were asked for where there can never be as many. */
  readonly files: number;
  /** Counts bytes that arrived. False: they would go past what was reserved. */
  take(bytes: number): boolean;
  /** Bytes of a file that was given up. */
  giveBack(bytes: number): void;
  /** Nothing further will arrive: the rest is for the others. */
  trim(): void;
}

export interface MemoryBudget {
  /** Waits until there is enough. A request for more than there is gets all there is. */
  reserve(wanted: MemoryAmount, signal: AbortSignal): Promise<Reservation>;
  /** What is reserved now, and how many wait. */
  readonly usage: () => MemoryAmount & { readonly waiting: number };
}

const MIB = 1024 * 1024;

/**
 * For the whole process. A quarter of the 1 GiB of a small machine: what decodes, re-encodes and sends a file copies it
 * once or twice. Files: five of the largest results, which are twelve pictures; each is a connection and a buffer.
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
        release(NOTHING); // it may have held up smaller ones
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
