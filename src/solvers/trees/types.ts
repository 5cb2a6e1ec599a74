/** Rows to learn from, column by column. All columns are as long as `target`; NaN in a column means "not known". */
export interface TreeData {
  readonly columns: readonly Float32Array[];
  readonly target: Float32Array;
  /** How much each row counts, above 0; all alike when left out. */
  readonly weight?: Float32Array;
  /** Where each row starts from instead of the model's own base, in units of the raw score (a logarithm for `tweedie`). */
  readonly offset?: Float32Array;
  /** For `lambdarank`: sizes of the queries; rows of one query lie side by side. */
  readonly groups?: Int32Array;
}

/**
 * What is minimised. `tweedie` predicts means of counts with many zeros (log link), `pinball` the quantile `quantile`,
 * `lambdarank` the order of rows within a group by NDCG (target: 0 useless, 1, 2, 3 … better).
 */
export type TreeObjective = 'l2' | 'tweedie' | 'pinball' | 'lambdarank';

export interface TreeOptions {
  readonly objective: TreeObjective;
  /** Trees grown, 1 … 5,000. */
  readonly rounds: number;
  /** Leaves of one tree, 2 … 1,024. Default 31. */
  readonly leaves?: number;
  /** Default 0.1. */
  readonly learningRate?: number;
  /** Equal data, options and seed give the same model, bit by bit. */
  readonly seed: number;
  /** Rows (by weight) that a leaf holds at least. Default 20. */
  readonly leafRowsMin?: number;
  /** Ridge penalty on the values of leaves. Default 1. */
  readonly ridge?: number;
  /** Share of the columns one tree may use, 0 … 1. Default 1. */
  readonly columnShare?: number;
  /** Share of the rows one tree sees, 0 … 1; whole groups for `lambdarank`. Default 1. */
  readonly rowShare?: number;
  /** For `pinball`, 0 … 1. Default 0.5. */
  readonly quantile?: number;
  /** For `tweedie`: variance ∝ meanᵖᵒʷᵉʳ, 1 … 2. Default 1.3. */
  readonly tweediePower?: number;
  /** For `lambdarank`: NDCG at this rank. Default 10. */
  readonly rankDepth?: number;
  /** Distinct bins of a column, 2 … 255. Default 255. */
  readonly bins?: number;
  /** Asked after every tree: true ends the training with the trees there are. */
  readonly isCancelled?: () => boolean;
}

/**
 * A trained model: plain JSON, readable anywhere. A node `i` of a tree asks whether `column[i]` ≤ `limit[i]` (NaN: yes)
 * and goes on at `yes[i]` or `no[i]`; a negative number −1 − k is leaf k. A tree without nodes is its leaf 0. The raw
 * score is `base` plus the leaves reached; with `link` "log" the prediction is its exponential.
 */
export interface TreeModel {
  readonly version: 1;
  readonly objective: TreeObjective;
  readonly link: 'identity' | 'log';
  readonly base: number;
  readonly columnCount: number;
  readonly trees: readonly Tree[];
}

export interface Tree {
  readonly column: readonly number[];
  readonly limit: readonly number[];
  readonly yes: readonly number[];
  readonly no: readonly number[];
  readonly leaf: readonly number[];
}
