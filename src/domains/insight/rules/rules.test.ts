import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { demandAdditions, salesAdditions, sessionAdditions, type PaidLine } from './paid-order.ts';
import { daysOf, shareBps, slotsOf, spansOf, sumBySlot } from './ranges.ts';

const line: fc.Arbitrary<PaidLine> = fc.record({
  variantId: fc.constantFrom('v1', 'v2', 'v3'),
  poolId: fc.constantFrom(null, 'p'),
  sellerShopId: fc.constantFrom('a', 'b'),
  roomShopId: fc.constantFrom(null, 'a', 'c'),
  sessionId: fc.constantFrom(null, 's'),
  quantity: fc.integer({ min: 1, max: 9 }),
  amountFen: fc.bigInt(0n, 99_999n),
});
const sum = (parts: readonly { amountFen?: bigint; gmvFen?: bigint }[]) =>
  parts.reduce((total, part) => total + (part.amountFen ?? part.gmvFen ?? 0n), 0n);

describe('additions', () => {
  test('lose and invent no fen', () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(sum(salesAdditions(lines, (id) => id))).toBe(sum(lines));
        const demand = demandAdditions(lines);
        const shelf = lines.filter(({ poolId }) => poolId === null);
        expect(demand.reduce((total, { shelfFen }) => total + shelfFen, 0n)).toBe(sum(shelf));
        const pieces = (list: readonly { quantity: number }[]) =>
          list.reduce((total, { quantity }) => total + quantity, 0);
        expect(demand.reduce((total, row) => total + row.shelfPieces, 0)).toBe(pieces(shelf));
        expect(demand.reduce((total, row) => total + row.shelfPieces + row.poolPieces, 0)).toBe(
          pieces(lines),
        );
        const inRooms = lines.filter((one) => one.sessionId && one.roomShopId);
        expect(sum(sessionAdditions(lines))).toBe(sum(inRooms));
      }),
    );
  });
});

describe('ranges', () => {
  const late = new Date('2026-11-22T15:59:00Z'); // 23:59 in Shanghai on the 22nd
  const early = new Date('2026-11-22T16:01:00Z'); // 00:01 on the 23rd

  test('the day turns at midnight in Shanghai', () => {
    expect(spansOf('today', late).current.from.toISOString()).toBe('2026-11-21T16:00:00.000Z');
    expect(spansOf('today', early).current.from.toISOString()).toBe('2026-11-22T16:00:00.000Z');
  });

  test('today is compared with the same weekday, up to the same minute', () => {
    const { current, before } = spansOf('today', early);
    expect(current.to.getTime() - before.to.getTime()).toBe(7 * 86_400_000);
    expect(current.from.getTime() - before.from.getTime()).toBe(7 * 86_400_000);
  });

  test('a chart has a slot per hour or day', () => {
    expect(slotsOf('today', late)).toHaveLength(24);
    expect(slotsOf('week', late).map((slot) => slot.label)).toEqual([
      '11/16',
      '11/17',
      '11/18',
      '11/19',
      '11/20',
      '11/21',
      '11/22',
    ]);
  });

  test('hours fall into the slots they belong to, those outside into none', () => {
    const starts = slotsOf('week', late).map((slot) => slot.at);
    const hour = (text: string) => ({ at: new Date(text), gmvFen: 5n });
    const hours = ['2026-11-15T15:00Z', '2026-11-15T16:00Z', '2026-11-22T15:00Z', '2026-11-22T16:00Z'].map(
      hour,
    );
    expect(sumBySlot(starts, hours)).toEqual([5n, 0n, 0n, 0n, 0n, 0n, 5n]);
    expect(daysOf({ from: starts[0]!, to: early })).toEqual({ fromDay: '2026-11-16', toDay: '2026-11-23' });
  });

  test('a share of nothing is unknown, not zero', () => {
    expect(shareBps(0, 0)).toBeNull();
    expect(shareBps(1, 3)).toBe(2_500);
  });
});
