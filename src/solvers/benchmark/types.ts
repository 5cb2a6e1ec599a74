/** Whom a shop may be compared with: the narrowest circle first. */
export const peerLevels = ['city-type3', 'city-type2', 'type3', 'type2', 'type1'] as const;
export type PeerLevel = (typeof peerLevels)[number];

/** What a shop is and how big. Types go from broad (1) to narrow (3); an empty one is unknown and makes no circle. */
export interface ShopProfile {
  readonly shopId: string;
  readonly city: string;
  readonly type1: string;
  readonly type2: string;
  readonly type3: string;
  /** Volume by which one shop could dominate a circle: sales of the past quarter, in any unit. */
  readonly volume: number;
}

/** Everyone in the circle contributes; only those without a narrower one read its bands. */
export interface PeerGroup {
  readonly level: PeerLevel;
  readonly contributorIds: readonly string[];
  readonly readerIds: readonly string[];
}

/** What is published of a group: three rounded cuts make four bands, and how many shops are behind them. */
export interface Bands {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
  readonly shopCount: number;
}

/** A published answer with the values it was made of, which stay behind: they tell what has changed since. */
export interface Publication {
  readonly bands: Bands;
  readonly values: ReadonlyMap<string, number>;
}
