/** Stacked bars over time, in words and figures: all that a picture of them needs. Amounts are micro-dollars. */
export interface Chart {
  readonly title: string;
  readonly subtitle: string;
  readonly total: string;
  /** Below the total. */
  readonly note: string;
  readonly budget: ChartBudget | null;
  /** One a bar, below it; an empty one stays blank. A second line is smaller print. */
  readonly labels: readonly (readonly [string, string])[];
  /** From the bottom of each stack to its top. */
  readonly series: readonly ChartSeries[];
  readonly line: { readonly at: number; readonly label: string } | null;
}

/** How much of a cap is used: shares of one. */
export interface ChartBudget {
  readonly spent: number;
  readonly held: number;
  readonly label: string;
  readonly left: string;
}

export interface ChartSeries {
  readonly name: string;
  /** In place of a name that no font can draw. */
  readonly fallback: string;
  readonly amount: string;
  readonly values: readonly number[];
  /** The sum of many that are too small for a colour of their own. */
  readonly isRest: boolean;
}
