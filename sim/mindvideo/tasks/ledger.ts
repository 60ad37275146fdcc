import type { Charge } from "./records.ts";

/** What the account paid: one charge a task, first the estimate, in the end what it cost. */
export class Ledger {
  readonly #start: number | undefined;
  readonly #charges = new Map<string, Charge>();

  constructor(balance: number | undefined) {
    this.#start = balance;
  }

  get charges(): readonly Charge[] {
    return [...this.#charges.values()];
  }

  /** US dollars left, summed in whole micro-dollars. Undefined: no limit. */
  get balance(): number | undefined {
    if (this.#start === undefined) return undefined;
    const spent = this.charges.reduce((sum, { dollars }) => sum + Math.round(dollars * 1e6), 0);
    return (Math.round(this.#start * 1e6) - spent) / 1e6;
  }

  covers(dollars: number): boolean {
    return this.balance === undefined || this.balance >= dollars;
  }

  charge(taskId: string, dollars: number, { final }: { final: boolean }): void {
    this.#charges.set(taskId, { taskId, dollars, final });
  }
}
