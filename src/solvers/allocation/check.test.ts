import { describe, expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import { checkAllocation } from './check.ts';
import type { AllocationPlan, AllocationProblem, ServedLine } from './types.ts';

const here = { lng: 121.45, lat: 31.25 };
const line = { variantId: 'egg', quantity: 2, needsCold: false, reservedAt: null, mayMove: true };
const order = { destination: here, sellerPlaceId: 'own', pickupPlaceId: null };
const input: AllocationProblem = {
  costs: {
    ...{ parcelFen: 101, perKmFen: 80, handlingPerPieceFen: 5 },
    ...{ onBehalfPerOrderFen: 151, onBehalfPerPieceFen: 10 },
  },
  places: [
    { placeId: 'own', name: 'own', point: { lng: 121.46, lat: 31.25 }, available: new Map([['egg', 4]]) },
    { placeId: 'far', name: 'far', point: { lng: 121.49, lat: 31.25 }, available: new Map([['egg', 3]]) },
    { placeId: 'warm', name: 'warm', point: here, available: new Map([['egg', 9]]) },
  ].map((place) => ({ ...place, hasColdStore: place.placeId !== 'warm', isShared: false })),
  orders: [
    {
      ...{ ...order, orderId: 'a' },
      lines: [
        { ...line, lineId: 'a1', needsCold: true },
        { ...line, lineId: 'a2', reservedAt: 'far', mayMove: false },
      ],
    },
    { ...{ ...order, orderId: 'b' }, lines: [{ ...line, lineId: 'b1', quantity: 10 }] },
  ],
};
const good = allocate(input);

function withLine(lineId: string, change: (served: ServedLine) => ServedLine): AllocationPlan {
  return { ...good, served: good.served.map((one) => (one.lineId === lineId ? change(one) : one)) };
}

test('the plan that the faults are planted in holds', () => {
  expect(checkAllocation(input, good)).toEqual([]);
  expect(good.served.map(({ lineId, placeId }) => [lineId, placeId])).toEqual([
    ['a1', 'far'],
    ['a2', 'far'],
  ]);
  expect(good.unserved).toEqual([{ lineId: 'b1', reason: 'not-enough-stock' }]);
});

describe('a fault in a plan is named:', () => {
  const [first] = good.served as [ServedLine];
  const faults: readonly (readonly [string, AllocationPlan, RegExp])[] = [
    ['a line forgotten', { ...good, unserved: [] }, /b1: forgotten/],
    ['a line twice', { ...good, served: [...good.served, first] }, /a1: served twice/],
    [
      'both served and not',
      { ...good, unserved: [...good.unserved, { lineId: 'a1', reason: 'not-enough-stock' }] },
      /a1: both served and not/,
    ],
    ['an unknown line', withLine('a1', (one) => ({ ...one, lineId: 'x' })), /x: unknown line or place/],
    ['an unknown place', withLine('a1', (one) => ({ ...one, placeId: 'x' })), /a1: unknown line or place/],
    [
      'a broken cold chain',
      withLine('a1', (one) => ({ ...one, placeId: 'warm' })),
      /a1: needs cold, warm has none/,
    ],
    [
      'goods bought for a line',
      withLine('a2', (one) => ({ ...one, placeId: 'own' })),
      /a2: taken from elsewhere/,
    ],
    [
      'more than there is',
      { served: [...good.served, { ...first, lineId: 'b1' }], unserved: [] },
      /egg: 12 taken at far, which has 3/,
    ],
    [
      'parts that do not sum',
      withLine('a1', (one) => ({ ...one, cost: { ...one.cost, parcelFen: 0 } })),
      /a1: its parts cost \d+, not \d+/,
    ],
    [
      'a cost made up',
      withLine('a1', (one) => ({
        ...one,
        cost: { ...one.cost, parcelFen: one.cost.parcelFen + 9, costFen: one.cost.costFen + 9 },
      })),
      /a: costs [\d.]+, its lines say \d+/,
    ],
  ];
  test('more pieces than hands in a slot', () => {
    const few = new Map([['noon', 3]]);
    const places = input.places.map((place) => ({ ...place, piecesPerSlot: few }));
    const orders = input.orders.map((one) => ({ ...one, slotKey: 'noon' }));
    expect(checkAllocation({ ...input, places, orders }, good).join('\n')).toMatch(
      /far: packs 4 pieces in slot noon, can 3/,
    );
  });

  test('the operator’s word not kept', () => {
    const lines = input.orders[0]!.lines.map((one) => ({ ...one, fixedAt: 'own' }));
    const fixed = { ...input, orders: [{ ...input.orders[0]!, lines }, input.orders[1]!] };
    expect(checkAllocation(fixed, good).join('\n')).toMatch(/a1: moved against/);
  });

  test.each(faults)('%s', (_, plan, message) => {
    expect(checkAllocation(input, plan).join('\n')).toMatch(message);
  });
});
