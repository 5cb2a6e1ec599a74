import type { CounterKey } from './rules/stock-law.ts';

/** Pieces at a place, and what moves them. */
export interface StockRow extends CounterKey {
  readonly quantity: number;
  readonly source: string;
}

export interface Location {
  readonly locationId: string;
  readonly kind: 'shop' | 'hub';
  readonly shopId: string | null;
  readonly name: string;
  readonly lng: number;
  readonly lat: number;
  readonly hasColdStore: boolean;
}
