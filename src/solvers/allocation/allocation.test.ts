import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import { checkAllocation } from './check.ts';
import type { AllocationProblem } from './types.ts';

const costs = {
  parcelFen: 100,
  perKmFen: 80,
  handlingPerPieceFen: 5,
  onBehalfPerOrderFen: 150,
  onBehalfPerPieceFen: 10,
};
const variants = ['v1', 'v2', 'v3'];
const point = fc.record({
  lng: fc.double({ min: 121.4, max: 121.5, noNaN: true }),
  lat: fc.double({ min: 31.2, max: 31.3, noNaN: true }),
});
const place = fc.record({
  point,
  hasColdStore: fc.boolean(),
  isShared: fc.boolean(),
  stock: fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)),
});
const line = fc.record({
  variantId: fc.constantFrom(...variants),
  quantity: fc.integer({ min: 1, max: 5 }),
  needsCold: fc.boolean(),
  reserved: fc.option(fc.nat()),
  mayMove: fc.boolean(),
});
const order = fc.record({
  destination: point,
  seller: fc.nat(),
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
});

const problem: fc.Arbitrary<AllocationProblem> = fc
  .record({
    places: fc.array(place, { minLength: 1, maxLength: 5 }),
    orders: fc.array(order, { maxLength: 12 }),
  })
  .map(({ places, orders }) => ({
    costs,
    places: places.map((one, p) => ({
      placeId: `p${p}`,
      name: `place ${p}`,
      point: one.point,
      hasColdStore: one.hasColdStore,
      isShared: one.isShared,
      available: new Map(variants.map((variantId, v) => [variantId, one.stock[v]!])),
    })),
    orders: orders.map((one, o) => ({
      orderId: `o${o}`,
      destination: one.destination,
      sellerPlaceId: `p${one.seller % places.length}`,
      pickupPlaceId: null,
      lines: one.lines.map(({ reserved, ...entry }, l) => ({
        ...entry,
        lineId: `o${o}l${l}`,
        reservedAt: reserved === null ? null : `p${reserved % places.length}`,
      })),
    })),
  }));

describe('allocation', () => {
  test('never takes more than a place has, forgets nothing, keeps the cold chain', () => {
    fc.assert(
      fc.property(problem, (input) => {
        expect(checkAllocation(input, allocate(input))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('serves every line that has pieces set aside, and leaves none unserved that a place could still serve', () => {
    fc.assert(
      fc.property(problem, (input) => {
        const plan = allocate(input);
        const left = new Map(input.places.map((one) => [one.placeId, new Map(one.available)]));
        const lines = new Map(
          input.orders.flatMap((one) => one.lines.map((entry) => [entry.lineId, entry] as const)),
        );
        for (const { lineId, placeId } of plan.served) {
          const { variantId, quantity, reservedAt } = lines.get(lineId)!;
          if (reservedAt === placeId) continue;
          if (reservedAt !== null)
            left.get(reservedAt)!.set(variantId, left.get(reservedAt)!.get(variantId)! + quantity);
          left.get(placeId)!.set(variantId, left.get(placeId)!.get(variantId)! - quantity);
        }
        for (const { lineId } of plan.unserved) {
          const { variantId, quantity, needsCold, reservedAt, mayMove } = lines.get(lineId)!;
          expect(reservedAt).toBeNull();
          if (!mayMove) continue;
          for (const one of input.places) {
            if (needsCold && !one.hasColdStore) continue;
            expect(left.get(one.placeId)!.get(variantId)!).toBeLessThan(quantity);
          }
        }
      }),
    );
  });

  test('says why the next best place lost, and which could not at all', () => {
    const here = { lng: 121.45, lat: 31.25 };
    const plan = allocate({
      costs,
      places: [
        {
          placeId: 'near',
          name: 'near',
          point: here,
          hasColdStore: true,
          isShared: false,
          available: new Map([['v1', 5]]),
        },
        {
          placeId: 'far',
          name: 'far',
          point: { lng: 121.48, lat: 31.25 },
          hasColdStore: true,
          isShared: false,
          available: new Map([['v1', 5]]),
        },
        {
          placeId: 'warm',
          name: 'warm',
          point: here,
          hasColdStore: false,
          isShared: false,
          available: new Map([['v1', 5]]),
        },
      ],
      orders: [
        {
          orderId: 'o',
          destination: here,
          sellerPlaceId: 'far',
          pickupPlaceId: null,
          lines: [
            { lineId: 'l', variantId: 'v1', quantity: 1, needsCold: true, reservedAt: null, mayMove: true },
          ],
        },
      ],
    });
    expect(plan.served).toHaveLength(1);
    expect(plan.served[0]).toMatchObject({
      placeId: 'near',
      cost: { onBehalfFeeFen: 160 },
      runnerUp: { placeId: 'far', whyNot: 'distance' },
      infeasible: [{ placeId: 'warm', reason: 'no-cold-store' }],
    });
  });

  test('the hub serves without a fee, another shop with one, and goods bought for a line stay with it', () => {
    const here = { lng: 121.45, lat: 31.25 };
    const far = { lng: 121.49, lat: 31.25 };
    const stocked = new Map([['v1', 5]]);
    const line = { variantId: 'v1', quantity: 1, needsCold: false, reservedAt: 'own' };
    const place = { hasColdStore: true, available: stocked };
    const order = { destination: here, sellerPlaceId: 'own', pickupPlaceId: null };
    const plan = allocate({
      costs,
      places: [
        { ...place, placeId: 'own', name: 'own', point: far, isShared: false },
        { ...place, placeId: 'hub', name: 'hub', point: here, isShared: true },
        { ...place, placeId: 'shop', name: 'shop', point: here, isShared: false },
      ],
      orders: [
        { ...order, orderId: 'a', lines: [{ ...line, lineId: 'moves', mayMove: true }] },
        { ...order, orderId: 'b', lines: [{ ...line, lineId: 'stays', mayMove: false }] },
      ],
    });
    const byLine = new Map(plan.served.map((one) => [one.lineId, one]));
    expect(byLine.get('moves')).toMatchObject({ placeId: 'hub', cost: { onBehalfFeeFen: 0 } });
    expect(byLine.get('moves')!.runnerUp).toMatchObject({ placeId: 'shop', whyNot: 'on-behalf-fee' });
    expect(byLine.get('stays')).toMatchObject({ placeId: 'own', runnerUp: null });
  });
});
