import type { WireInput } from '../../../../contract/endpoint.ts';
import type { supply } from '../../../../contract/supply.ts';
import { type TierDraft, wireTiers } from '../../parts/tiers.ts';
import { daysAt } from '../../parts/wall-clock.ts';
import type { Offer } from './shapes.ts';

type PoolInput = WireInput<typeof supply.openPool>;
export interface PoolDraft {
  /** Undefined = at once. */
  opensAt: string | undefined;
  cutOffAt: string | undefined;
  threshold: number | undefined;
  moq: number | undefined;
  cap: number | undefined;
  tiers: TierDraft[];
  /** agency: one seller of record at one price; own: each shop sells for itself. */
  mode: 'agency' | 'own';
  sellerShopId: string | undefined;
  belowPolicy: 'refund' | 'prolong';
  remainderPolicy: 'round-down-refund' | 'round-up-stock' | 'offer-again';
  perPersonLimit: number | undefined;
}

/** A pool as the offer proposes it: open at once, cut off tomorrow at eight in the evening, formed at the first tier. */
export function draftOf(offer: Offer, now: number): PoolDraft {
  return {
    opensAt: undefined,
    cutOffAt: daysAt(now, 1, 20),
    threshold: offer.tiers[0]?.minQuantity ?? offer.moq,
    moq: offer.moq,
    cap: offer.capPerRound,
    tiers: offer.tiers.map(({ minQuantity, costFen, retailFen }) => ({ minQuantity, costFen, retailFen })),
    mode: 'agency',
    sellerShopId: undefined,
    belowPolicy: 'refund',
    remainderPolicy: 'round-up-stock',
    perPersonLimit: undefined,
  };
}

/** As it travels. Missing numbers become zero: the server then names the field. */
export function wirePool({ offerId }: Offer, draft: PoolDraft): PoolInput {
  const { opensAt, cutOffAt = '', threshold = 0, moq = 0, cap = 0, sellerShopId, perPersonLimit } = draft;
  return {
    offerId,
    mode: draft.mode,
    sellerShopId: draft.mode === 'agency' ? (sellerShopId ?? null) : null,
    ...(opensAt !== undefined && { opensAt }),
    cutOffAt,
    threshold,
    moq,
    cap,
    tiers: wireTiers(draft.tiers),
    belowPolicy: draft.belowPolicy,
    remainderPolicy: draft.remainderPolicy,
    perPersonLimit: perPersonLimit ?? null,
  };
}
