import type { AllocationProblem } from '../src/solvers/allocation/types.ts';

const variantCount = 60;
/** Pieces on the shelves over pieces ordered: scarce enough that the nearest shelf is often empty. */
const plenty = 1.6;

/**
 * An invented evening of orders in one city: orders of one to four lines from many doors, goods spread unevenly over the
 * shops, a hub with a little of everything, one shop in three without a cold store.
 */
export function inventAllocation(orderCount: number, placeCount: number, seed: number): AllocationProblem {
  const random = drawFrom(seed);
  const below = (bound: number) => Math.floor(random() * bound);
  const point = () => ({ lng: 120.1 + random() * 0.12, lat: 30.2 + random() * 0.1 });
  const orders = Array.from({ length: orderCount }, (_, o) => ({
    orderId: `o${o}`,
    destination: point(),
    sellerPlaceId: `p${below(placeCount)}`,
    pickupPlaceId: null,
    lines: Array.from({ length: 1 + below(4) }, (_, l) => {
      const variant = Math.min(below(variantCount), below(variantCount));
      return {
        ...{ lineId: `o${o}l${l}`, variantId: `v${variant}`, quantity: 1 + below(3) },
        ...{ needsCold: variant % 5 === 0, reservedAt: null, mayMove: true },
      };
    }),
  }));
  const shelves = Array.from({ length: placeCount }, () => new Map<string, number>());
  for (const { variantId, quantity } of orders.flatMap(({ lines }) => lines)) {
    for (let piece = 0; piece < quantity * plenty; piece += 1) {
      const isCold = Number(variantId.slice(1)) % 5 === 0;
      let place = random() < 0.15 ? 0 : below(placeCount);
      while (isCold && place % 3 === 2) place = below(placeCount);
      shelves[place]!.set(variantId, (shelves[place]!.get(variantId) ?? 0) + 1);
    }
  }
  return {
    orders,
    places: shelves.map((available, p) => ({
      ...{ placeId: `p${p}`, name: `place ${p}`, point: point(), available },
      ...{ hasColdStore: p % 3 !== 2, isShared: p === 0 },
    })),
    costs: {
      ...{ parcelFen: 120, perKmFen: 100, handlingPerPieceFen: 10 },
      ...{ onBehalfPerOrderFen: 200, onBehalfPerPieceFen: 30 },
    },
  };
}

/** mulberry32. */
function drawFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
