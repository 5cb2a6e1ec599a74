/**
 * What sold where and when: one row per shop, item and day, sorted by shop, then day, then item. Shops and items are
 * numbered from 0; days are whole numbers on one calendar. All columns have the same length.
 */
export interface SalesHistory {
  readonly shopCount: number;
  readonly itemCount: number;
  readonly shop: Int32Array;
  readonly item: Int32Array;
  readonly day: Int32Array;
  /** Pieces. */
  readonly quantity: Float32Array;
}
