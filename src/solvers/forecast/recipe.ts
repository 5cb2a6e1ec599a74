/** How the models are grown. Tuned on origins before those that docs/benchmarks.md reports. */
export interface Recipe {
  readonly rounds: number;
  readonly leaves: number;
  readonly learningRate: number;
  readonly leafRowsMin: number;
  readonly ridge: number;
  readonly columnShare: number;
  readonly rowShare: number;
  /** Rows count by their series' level to this power: 1 for losses summed over units, 0 for all series alike. */
  readonly weightPower: number;
  /** The same for models of the mean. */
  readonly meanWeightPower: number;
  /** Days after which a row counts half. */
  readonly halfLifeDays: number;
  readonly tweediePower: number;
  /** Models of the mean with different seeds, averaged. */
  readonly means: number;
  /** Part of the direct quantile in the average with the conformal one. */
  readonly directShare: number;
}

export const recipe: Recipe = {
  ...{ rounds: 150, leaves: 31, learningRate: 0.06, leafRowsMin: 40, ridge: 5 },
  ...{ columnShare: 0.4, rowShare: 0.6, weightPower: 0.75, meanWeightPower: 1, halfLifeDays: 365 },
  ...{ tweediePower: 1.3, means: 2, directShare: 0.5 },
};
