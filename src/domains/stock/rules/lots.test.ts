import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dealOut } from './deal-out.ts';
import { takeLots, type Lot } from './take-lots.ts';

const today = '2026-11-23';
const lot = (lotId: string, expiresOn: string | null, left = 10): Lot => ({
  lotId,
  expiresOn,
  receivedAt: new Date(0),
  left,
});

describe('taking from lots', () => {
  const lots = [lot('keeps', null), lot('late', '2026-12-05'), lot('soon', today), lot('over', '2026-11-22')];

  test('people get the lot that expires first, then the next; what is over goes last', () => {
    const taken = takeLots(lots, 35, { today, order: 'good-first' });
    expect([...taken]).toEqual([
      ['soon', 10],
      ['late', 10],
      ['keeps', 10],
      ['over', 5],
    ]);
  });

  test('the bin gets what is over first', () => {
    const taken = takeLots(lots, 12, { today, order: 'expired-first' });
    expect([...taken]).toEqual([
      ['over', 10],
      ['soon', 2],
    ]);
  });

  test('exactly the quantity is taken, never more than a lot holds', () => {
    const some = fc.array(fc.nat(20), { maxLength: 6 });
    fc.assert(
      fc.property(some, fc.nat(100), (pieces, quantity) => {
        const list = pieces.map((left, i) => lot(`l${i}`, i % 3 ? `2026-11-2${i}` : null, left));
        const total = pieces.reduce((sum, left) => sum + left, 0);
        const wanted = Math.min(quantity, total);
        const taken = takeLots(list, wanted, { today, order: 'good-first' });
        expect([...taken.values()].reduce((sum, left) => sum + left, 0)).toBe(wanted);
        const tooMuch = () => takeLots(list, total + 1, { today, order: 'good-first' });
        expect(tooMuch).toThrow('out of step');
        for (const [id, left] of taken)
          expect(left).toBeLessThanOrEqual(list.find((one) => one.lotId === id)!.left);
      }),
    );
  });
});

test('transferred lots arrive whole: every drawn piece goes to exactly one journey', () => {
  const journey = fc.record({
    fromLocationId: fc.constantFrom('a', 'b'),
    toLocationId: fc.constantFrom('c', 'd'),
    variantId: fc.constantFrom('x', 'y'),
    quantity: fc.integer({ min: 1, max: 9 }),
    source: fc.constant('t'),
  });
  fc.assert(
    fc.property(fc.array(journey, { maxLength: 8 }), fc.integer({ min: 1, max: 4 }), (journeys, lotSize) => {
      const drawn = ['a', 'b'].flatMap((locationId) =>
        ['x', 'y'].flatMap((variantId) => {
          const mine = journeys.filter(
            (one) => one.fromLocationId === locationId && one.variantId === variantId,
          );
          const total = mine.reduce((sum, one) => sum + one.quantity, 0);
          const lots = Math.ceil(total / lotSize);
          return Array.from({ length: lots }, (_, i) => ({
            ...{ locationId, variantId, batch: `${locationId}${i}` },
            quantity: Math.min(lotSize, total - i * lotSize),
          }));
        }),
      );
      const arrived = dealOut(drawn, journeys);
      const piecesOf = (rows: readonly { batch: string; variantId: string; quantity: number }[]) =>
        Object.fromEntries(
          [...Map.groupBy(rows, (row) => `${row.batch} ${row.variantId}`)].map(([key, list]) => [
            key,
            list.reduce((sum, row) => sum + row.quantity, 0),
          ]),
        );
      expect(piecesOf(arrived)).toEqual(piecesOf(drawn));
      for (const place of ['c', 'd']) {
        const sum = (rows: readonly { quantity: number }[]) =>
          rows.reduce((total, row) => total + row.quantity, 0);
        expect(sum(arrived.filter((row) => row.locationId === place))).toBe(
          sum(journeys.filter((one) => one.toLocationId === place)),
        );
      }
    }),
  );
});
