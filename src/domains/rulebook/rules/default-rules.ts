import type { Rules } from './rules.ts';

/** The book an alliance begins with. Every figure is meant to be changed by a vote; none of them is law. */
export function defaultRules(): Rules {
  return {
    duties: [],
    commission: [{ ruleId: 'general', categoryCode: null, shopId: null, rateBps: 500 }],
    roomShareBps: 300,
    hostShareBps: 200,
    serviceFeeBps: 100,
    fulfilOnBehalf: { perOrderFen: 200n, perPieceFen: 30n },
    delivery: {
      shopperFeeFen: 300n,
      courierBaseFen: 500n,
      baseMetre: 3_000,
      perKmFen: 100n,
      capFen: 2_000n,
    },
    savingSplit: { shopsBps: 6_000, shoppersBps: 3_000, fundBps: 1_000 },
    afterSales: [
      { reason: 'bad-fruit', liable: 'supplier' },
      { reason: 'short-weight', liable: 'seller' },
      { reason: 'short-delivery', liable: 'supplier' },
      { reason: 'late', liable: 'courier' },
      { reason: 'wrong-item', liable: 'fulfiller' },
      { reason: 'damaged', liable: 'courier' },
    ],
    claimWindowHours: 48,
    pickupHandlingFen: 50n,
    holdSeconds: 900,
    perPersonLimit: 50,
  };
}
