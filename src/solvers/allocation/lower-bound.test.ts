import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import { checkAllocation } from './check.ts';
import { openHighs } from './highs-engine.ts';
import { lowerBound } from './lower-bound.ts';
import { orderParts, sumOf } from './order-parts.ts';
import { planAllocation } from './plan-allocation.ts';
import { limitsOf } from './prices.ts';
import { tablesOf } from './tables.ts';
import type { AllocationProblem } from './types.ts';

const engine = await openHighs();

const unservedFen = 3_000;
const point = fc.record({
  lng: fc.double({ min: 121.4, max: 121.5, noNaN: true }),
  lat: fc.double({ min: 31.2, max: 31.3, noNaN: true }),
});
const small: fc.Arbitrary<AllocationProblem> = fc
  .record({
    places: fc.array(
      fc.record({
        point,
        hasColdStore: fc.boolean(),
        stock: fc.tuple(fc.nat(4), fc.nat(4)),
        hands: fc.option(fc.nat(6)),
      }),
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
            fixed: fc.option(fc.nat(), { freq: 1 }),
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
      ...{ parcelFen: 100, perKmFen: 80, handlingPerPieceFen: 5, unservedFen },
      ...{ onBehalfPerOrderFen: 150, onBehalfPerPieceFen: 10 },
      transfer: { hubPlaceId: 'p0', parcelFen: 20, perKmFen: 15 },
    },
    places: places.map(({ stock, hands, ...place }, p) => ({
      ...{ ...place, placeId: `p${p}`, name: `p${p}`, isShared: p === 0 },
      available: new Map(stock.map((pieces, v) => [`v${v}`, pieces])),
      ...(hands !== null && { piecesPerSlot: new Map([['s', hands]]) }),
    })),
    orders: orders.map(({ destination, lines }, o) => ({
      ...{ orderId: `o${o}`, destination, sellerPlaceId: 'p1', pickupPlaceId: null },
      ...{ slotKey: 's', mayTransfer: o % 2 === 0 },
      lines: lines.map(({ reserved, fixed, ...line }, l) => ({
        ...{ ...line, lineId: `o${o}l${l}` },
        reservedAt: reserved === null ? null : `p${reserved % places.length}`,
        fixedAt: fixed === null ? null : `p${fixed % places.length}`,
      })),
    })),
  }));

/** The cheapest placement of all, by trying every place for every line. */
function bestByTrying(input: AllocationProblem): number {
  const { places, orders } = input;
  const shelves = places.map(({ available }) => new Map(available));
  const hands = places.map(({ piecesPerSlot }) => new Map(piecesPerSlot));
  const lines = orders.flatMap((order) => order.lines.map((line) => ({ order, line })));
  const chosen: number[] = [];
  let best = Infinity;
  const add = (shelf: Map<string, number> | undefined, key: string, by: number) =>
    shelf?.set(key, (shelf.get(key) ?? 0) + by);
  const isShort = (shelf: Map<string, number>) => [...shelf.values()].some((pieces) => pieces < 0);
  function finish(): void {
    if (shelves.some(isShort) || hands.some((hand, p) => places[p]!.piecesPerSlot && isShort(hand))) return;
    let cost = chosen.filter((p) => p < 0).length * unservedFen;
    let from = 0;
    for (const [o, order] of orders.entries()) {
      cost += sumOf(orderParts(input, o, chosen.slice(from, from + order.lines.length)));
      from += order.lines.length;
    }
    best = Math.min(best, cost);
  }
  function go(i: number): void {
    if (i === lines.length) return finish();
    const { order, line } = lines[i]!;
    const { reservedAt, variantId, quantity } = line;
    for (let p = -1; p < places.length; p += 1) {
      const place = places[p];
      const isHome = place?.placeId === reservedAt;
      if (place && !isHome && (!line.mayMove || (line.needsCold && !place.hasColdStore))) continue;
      if (place && line.fixedAt != null && line.fixedAt !== place.placeId) continue;
      const home = shelves[places.findIndex(({ placeId }) => placeId === reservedAt)];
      const take = (by: number) => {
        if (!place) return;
        add(hands[p], order.slotKey ?? '', -by);
        if (isHome) return;
        add(shelves[p], variantId, -by);
        add(home, variantId, by);
      };
      chosen[i] = p;
      take(quantity);
      go(i + 1);
      take(-quantity);
    }
  }
  go(0);
  return best;
}

function costOf(input: AllocationProblem): number {
  const { served, unserved } = allocate(input);
  return served.reduce((sum, { cost }) => sum + cost.costFen, 0) + unserved.length * unservedFen;
}

function boundOf(input: AllocationProblem, knownFen: number, rounds: number): number {
  const t = tablesOf(input);
  return lowerBound(t, limitsOf(t), { rounds, knownFen }).boundFen;
}

/** A line's four shares are rounded to whole fen. */
function roundingOf({ orders }: AllocationProblem): number {
  return 2 * orders.flatMap(({ lines }) => lines).length;
}

describe('a bound', () => {
  test('no placement is cheaper than the bound', () => {
    fc.assert(
      fc.property(small, (input) => {
        const best = bestByTrying(input);
        expect(boundOf(input, best, 60)).toBeLessThanOrEqual(best + 1e-6);
        expect(costOf(input)).toBeGreaterThanOrEqual(best - roundingOf(input));
      }),
      { numRuns: 80 },
    );
  });

  test('the search is seldom far from the best of all', () => {
    // The same evenings every time: a share over a hundred of them says something, over others it would say another.
    const evenings = fc.sample(small, { numRuns: 100, seed: 20_261_201 });
    const found = evenings.reduce((sum, input) => sum + costOf(input), 0);
    const possible = evenings.reduce((sum, input) => sum + bestByTrying(input), 0);
    expect(found / possible).toBeLessThan(1.01);
  });

  test('is the cost itself when there is plenty', () => {
    const [sample] = fc.sample(small, { numRuns: 1, seed: 1 }) as [AllocationProblem];
    const available = new Map([
      ['v0', 99],
      ['v1', 99],
    ]);
    const places = sample.places.map(({ placeId, name, point, hasColdStore, isShared }) => ({
      ...{ placeId, name, point, hasColdStore, isShared, available },
    }));
    const plenty = { ...sample, places };
    expect(Math.abs(costOf(plenty) - boundOf(plenty, costOf(plenty), 1))).toBeLessThan(15);
  });

  test('refuses an order too large to try all its parts', () => {
    const [input] = fc.sample(small, { numRuns: 1, seed: 1 }) as [AllocationProblem];
    const [order] = input.orders as [AllocationProblem['orders'][number]];
    const lines = Array.from({ length: 9 }, (_, l) => ({ ...order.lines[0]!, lineId: `${l}` }));
    expect(() => boundOf({ ...input, orders: [{ ...order, lines }] }, 1, 1)).toThrow(RangeError);
  });
});

describe('a proof', () => {
  test('is of the best placement of all, and what is not proved lies between bound and cost', () => {
    let proved = 0;
    fc.assert(
      fc.property(small, (input) => {
        const best = bestByTrying(input);
        const { costFen, boundFen, isProved, plan } = planAllocation(input, { cpuSeconds: 5, engine });
        expect(checkAllocation(input, plan)).toEqual([]);
        expect(boundFen!).toBeLessThanOrEqual(best + 1e-6);
        expect(costFen).toBeGreaterThanOrEqual(best - 1e-6);
        if (!isProved) return;
        expect(costFen).toBeLessThanOrEqual(best + 1);
        proved += 1;
      }),
      { numRuns: 60 },
    );
    expect(proved).toBeGreaterThan(55);
  });
});
