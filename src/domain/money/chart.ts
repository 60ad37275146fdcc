/** Everything needed to draw stacked bars over time, words included. Amounts are micro-dollars. */
export interface Chart {
  readonly title: string;
  readonly subtitle: string;
  readonly total: string;
  /** Below the total. */
  readonly note: string;
  readonly budget: ChartBudget | null;
  /** One label below each bar, with a second line in smaller print. Empty strings stay blank. */
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
  /** Shown if no font can draw the name. */
  readonly fallback: string;
  readonly amount: string;
  readonly values: readonly number[];
  /** The sum of the series that are too small for a colour of their own. */
  readonly isRest: boolean;
}
