import type { Item } from '../../parts/goods-name.tsx';
import type { Listing } from './shapes.ts';

export interface ListingDraft {
  item: Item | undefined;
  priceFen: string | undefined;
  /** Pieces; undefined = no limit. */
  exposureLimit: number | undefined;
  perPersonLimit: number | undefined;
  isOn: boolean;
}

/** The listing to change, or an empty one that is on sale at once. */
export function draftOfListing(listing: Listing | undefined): ListingDraft {
  return {
    item: listing?.item,
    priceFen: listing?.priceFen,
    exposureLimit: listing?.exposureLimit ?? undefined,
    perPersonLimit: listing?.perPersonLimit ?? undefined,
    isOn: listing?.status !== 'off',
  };
}
