import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate, lineCost } from './allocate.ts';
import { lowerBound } from './lower-bound.ts';
import type { AllocationProblem, Place } from './types.ts';

const unservedFen = 3_000;
const point = fc.record({
  lng: fc.double({ min: 121.4, max: 121.5, noNaN: true }),
  lat: fc.double({ min: 31.2, max: 31.3, noNaN: true }),
});
const small: fc.Arbitrary<AllocationProblem> = fc
  .record({
    places: fc.array(
      fc.record({ point, hasColdStore: fc.boolean(), stock: fc.tuple(fc.nat(4), fc.nat(4)) }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    orders: fc.array(
      fc.record({
        destination: point,
        lines: fc.array(
          fc.record({
            variantId: fc.constantFrom('v0', 'v1'),
            quantity: fc.integer({ min: 1, max: 3 }),
            needsCold: fc.boolean(),
            reserved: fc.option(fc.nat()),
            mayMove: fc.boolean(),
          }),
          { minLength: 1, maxLength: 3 },
        ),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ places, orders }) => ({
    costs: {
      ...{ parcelFen: 100, perKmFen: 80, handlingPerPieceFen: 5 },
      ...{ onBehalfPerOrderFen: 150, onBehalfPerPieceFen: 10 },
    },
    places: places.map(({ stock, ...place }, p) => ({
      ...{ ...place, placeId: `p${p}`, name: `p${p}`, isShared: p === 0 },
      available: new Map(stock.map((pieces, v) => [`v${v}`, pieces])),
    })),
    orders: orders.map(({ destination, lines }, o) => ({
      ...{ orderId: `o${o}`, destination, sellerPlaceId: 'p1', pickupPlaceId: null },
      lines: lines.map(({ reserved, ...line }, l) => ({
        ...{ ...line, lineId: `o${o}l${l}` },
        reservedAt: reserved === null ? null : `p${reserved % places.length}`,
      })),
    })),
  }));

/** The cheapest placement of all, by trying every place for every line. */
function bestByTrying({ places, orders, costs }: AllocationProblem): number {
  const left = new Map(places.map(({ placeId, available }) => [placeId, new Map(available)]));
  const lines = orders.flatMap((order) => order.lines.map((line) => ({ order, line })));
  const chosen: (Place | null)[] = [];
  let best = Infinity;
  const add = (placeId: string, variantId: string, by: number) => {
    const shelf = left.get(placeId)!;
    shelf.set(variantId, shelf.get(variantId)! + by);
  };
  function finish(): void {
    if ([...left.values()].some((shelf) => [...shelf.values()].some((pieces) => pieces < 0))) return;
    let cost = 0;
    for (const [i, { order, line }] of lines.entries()) {
      const place = chosen[i];
      if (!place) {
        cost += unservedFen;
        continue;
      }
      const together = lines.filter((other, j) => other.order === order && chosen[j] === place).length;
      cost += lineCost(order, line, place, together, costs).costFen;
    }
    best = Math.min(best, cost);
  }
  function go(i: number): void {
    if (i === lines.length) return finish();
    const { line } = lines[i]!;
    const { reservedAt, variantId, quantity } = line;
    for (const place of [null, ...places]) {
      const isHome = place?.placeId === reservedAt;
      if (place && !isHome && (!line.mayMove || (line.needsCold && !place.hasColdStore))) continue;
      chosen[i] = place;
      if (place && !isHome) {
        add(place.placeId, variantId, -quantity);
        if (reservedAt !== null) add(reservedAt, variantId, quantity);
      }
      go(i + 1);
      if (place && !isHome) {
        add(place.placeId, variantId, quantity);
        if (reservedAt !== null) add(reservedAt, variantId, -quantity);
      }
    }
  }
  go(0);
  return best;
}

function costOf(input: AllocationProblem): number {
  const { served, unserved } = allocate(input);
  return served.reduce((sum, { cost }) => sum + cost.costFen, 0) + unserved.length * unservedFen;
}

describe('a bound', () => {
  test('no placement is cheaper than the bound, and the search is seldom far from the best of all', () => {
    let found = 0;
    let possible = 0;
    fc.assert(
      fc.property(small, (input) => {
        const best = bestByTrying(input);
        // A line's three shares are rounded to whole fen.
        const rounding = 1.5 * input.orders.flatMap(({ lines }) => lines).length;
        expect(lowerBound(input, unservedFen, best, 60)).toBeLessThanOrEqual(best + rounding);
        const cost = costOf(input);
        expect(cost).toBeGreaterThanOrEqual(best - rounding);
        found += cost;
        possible += best;
      }),
      { numRuns: 120 },
    );
    expect(found / possible).toBeLessThan(1.01);
  });

  test('is the cost itself when there is plenty', () => {
    const [input] = fc.sample(small, { numRuns: 1, seed: 1 }) as [AllocationProblem];
    const plenty = {
      ...input,
      places: input.places.map((place) => ({
        ...place,
        available: new Map([
          ['v0', 99],
          ['v1', 99],
        ]),
      })),
    };
    const bound = lowerBound(plenty, unservedFen, costOf(plenty), 1);
    expect(Math.abs(costOf(plenty) - bound)).toBeLessThan(15);
  });

  test('refuses an order too large to try all its parts', () => {
    const [input] = fc.sample(small, { numRuns: 1, seed: 1 }) as [AllocationProblem];
    const [order] = input.orders as [AllocationProblem['orders'][number]];
    const large = {
      ...order,
      lines: Array.from({ length: 9 }, (_, l) => ({ ...order.lines[0]!, lineId: `${l}` })),
    };
    expect(() => lowerBound({ ...input, orders: [large] }, unservedFen, 1, 1)).toThrow(RangeError);
  });
});
