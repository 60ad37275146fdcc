// Finds the options that change how long a task takes, from the tasks themselves. An option counts if telling its values
// apart explains the durations better than chance would, given the extra parameters (Schwarz, "Estimating the Dimension
// of a Model", Annals of Statistics 6(2), 1978).

/** A request's comparable values by property: an option's value, or a number of files. */
export type Traits = Readonly<Record<string, string | number | boolean>>;

export interface Observation {
  readonly traits: Traits;
  /** Natural logarithm of how long it took. */
  readonly at: number;
}

/** Values seen less often are ignored. */
const FEWEST = 4;

/** The options that matter, most telling first. */
export function informativeOptions(tasks: readonly Observation[]): readonly string[] {
  const names = new Set(tasks.flatMap(({ traits }) => Object.keys(traits)));
  const chosen: string[] = [];
  for (let cost = costOf(tasks, chosen); ;) {
    let best: { readonly name: string; readonly cost: number } | null = null;
    for (const name of names) {
      const next = chosen.includes(name) ? cost : costOf(tasks, [...chosen, name]);
      if (next < (best?.cost ?? cost)) best = { name, cost: next };
    }
    if (best === null) return chosen;
    chosen.push(best.name);
    cost = best.cost;
  }
}

/** Two tasks are of one kind when these are the same. */
export const stratumOf = (traits: Traits, names: readonly string[]): string =>
  JSON.stringify(names.map((name) => traits[name] ?? null));

/** Bayesian information criterion of one normal distribution per kind, with one spread for all: less is better. */
function costOf(tasks: readonly Observation[], names: readonly string[]): number {
  const strata = Map.groupBy(tasks, ({ traits }) => stratumOf(traits, names));
  const few = names.length > 0 && [...strata.values()].filter(({ length }) => length >= FEWEST).length < 2;
  if (few) return Infinity;
  let squares = 0;
  for (const stratum of strata.values()) {
    const mean = stratum.reduce((sum, { at }) => sum + at, 0) / stratum.length;
    squares += stratum.reduce((sum, { at }) => sum + (at - mean) ** 2, 0);
  }
  const count = Math.max(tasks.length, 1);
  return count * Math.log(Math.max(squares / count, LEAST_VARIANCE)) + strata.size * Math.log(count);
}

/** Floor of the variance: below it durations count as equal. */
const LEAST_VARIANCE = 1e-4;
