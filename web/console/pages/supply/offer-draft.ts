import type { TierDraft } from '../../parts/tiers.ts';
import type { Offer } from './shapes.ts';

export interface OfferDraft {
  supplierId: string;
  variantId: string;
  baseCostFen: string | undefined;
  packSize: number | undefined;
  moq: number | undefined;
  capPerRound: number | undefined;
  tiers: TierDraft[];
  isActive: boolean;
}

/** The offer to change, or an empty one with one tier. */
export function draftOfOffer(offer: Offer | undefined): OfferDraft {
  return {
    supplierId: offer?.supplierId ?? '',
    variantId: offer?.item.variantId ?? '',
    baseCostFen: offer?.baseCostFen,
    packSize: offer?.packSize ?? 1,
    moq: offer?.moq,
    capPerRound: offer?.capPerRound,
    tiers: offer?.tiers.map((tier) => ({ ...tier })) ?? [
      { minQuantity: undefined, costFen: undefined, retailFen: undefined },
    ],
    isActive: offer?.status !== 'paused',
  };
}
