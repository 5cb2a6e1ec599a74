import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideOrders, type Wish, type WishLine } from './decide-orders.ts';
import type { Offer } from './offer-now.ts';

const shop = '00000000-0000-7000-8000-00000000000a';

function offer(over: Partial<Offer> & { resource: string; free: number }): Offer {
  return {
    ref: { kind: 'listing', shopId: shop, variantId: over.resource },
    item: {
      variantId: over.resource,
      name: '草莓',
      spec: '一盒',
      categoryCode: '0218',
      isRegulated: false,
      status: 'active',
    },
    sellerShopId: shop,
    locationId: shop,
    poolId: null,
    sessionId: null,
    roomShopId: null,
    priceFen: 1_500n,
    usualPriceFen: null,
    personLimit: 99,
    flash: null,
    problem: null,
    ...over,
  };
}

function wish(memberId: string, lines: WishLine[], slot: string | null = null): Wish {
  return { memberId, lines, slot, problem: null };
}

const none = { slotsLeft: new Map(), taken: new Map() };

describe('decide orders', () => {
  test('the last piece goes to who came first', () => {
    const last = { quantity: 1, priceSeenFen: 1_500n, offer: offer({ resource: 'stock:s:v', free: 1 }) };
    const [first, second] = decideOrders([wish('a', [last]), wish('b', [last])], none);
    expect(first).toEqual({ accepted: true });
    expect(second).toMatchObject({ accepted: false, refusal: { code: 'sold-out', data: { available: 0 } } });
  });
  test('a small order behind a refused big one still goes through', () => {
    const line = (quantity: number) => ({
      quantity,
      priceSeenFen: 1_500n,
      offer: offer({ resource: 'stock:s:v', free: 3 }),
    });
    const decisions = decideOrders([wish('a', [line(5)]), wish('b', [line(2)])], none);
    expect(decisions.map(({ accepted }) => accepted)).toEqual([false, true]);
  });
  test('the same item twice in one cart is summed', () => {
    const line = { quantity: 2, priceSeenFen: 1_500n, offer: offer({ resource: 'stock:s:v', free: 3 }) };
    const [decision] = decideOrders([wish('a', [line, line])], none);
    expect(decision).toMatchObject({ refusal: { code: 'sold-out', field: 'lines.1' } });
  });
  test('a price that rose is refused with the price now, one that fell is passed on', () => {
    const at = (priceFen: bigint) => ({
      quantity: 1,
      priceSeenFen: 1_500n,
      offer: offer({ resource: 'stock:s:v', free: 3, priceFen }),
    });
    const [rose, fell] = decideOrders([wish('a', [at(1_501n)]), wish('a', [at(1_200n)])], none);
    expect(rose).toMatchObject({ refusal: { code: 'price-changed', data: { now: '15.01' } } });
    expect(fell).toEqual({ accepted: true });
  });
  test('what a person holds already counts', () => {
    const line = {
      quantity: 2,
      priceSeenFen: 1_500n,
      offer: offer({ resource: 'r', free: 9, personLimit: 3 }),
    };
    const [decision] = decideOrders([wish('a', [line])], { ...none, taken: new Map([['a r', 2]]) });
    expect(decision).toMatchObject({ refusal: { code: 'person-limit', data: { limit: 3 } } });
  });
  test('a full slot refuses the order and leaves its goods to the next', () => {
    const line = { quantity: 1, priceSeenFen: 1_500n, offer: offer({ resource: 'r', free: 1 }) };
    const decisions = decideOrders([wish('a', [line], 'noon'), wish('b', [line])], {
      ...none,
      slotsLeft: new Map([['noon', 0]]),
    });
    expect(decisions).toMatchObject([{ refusal: { code: 'slot-gone' } }, { accepted: true }]);
  });
});

const anyWish = fc.record({
  memberId: fc.constantFrom('a', 'b', 'c'),
  slot: fc.constantFrom(null, 's1', 's2'),
  lines: fc.array(
    fc.record({
      resource: fc.constantFrom('r1', 'r2', 'r3'),
      quantity: fc.integer({ min: 1, max: 4 }),
      priceSeenFen: fc.constantFrom(900n, 1_000n, 1_100n),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});
const anyStart = fc.record({
  free: fc.record({ r1: fc.nat(8), r2: fc.nat(8), r3: fc.nat(8) }),
  limit: fc.record({
    r1: fc.integer({ min: 1, max: 6 }),
    r2: fc.integer({ min: 1, max: 6 }),
    r3: fc.constant(99),
  }),
  slots: fc.record({ s1: fc.nat(3), s2: fc.nat(3) }),
});
type Resource = 'r1' | 'r2' | 'r3';

test('agrees with a naive model that moves single pieces and undoes an order that fails', () => {
  fc.assert(
    fc.property(anyStart, fc.array(anyWish, { maxLength: 30 }), ({ free, limit, slots }, wishes) => {
      const asked = wishes.map(({ memberId, slot, lines }) =>
        wish(
          memberId,
          lines.map(({ resource, quantity, priceSeenFen }) => ({
            quantity,
            priceSeenFen,
            offer: offer({
              resource,
              free: free[resource as Resource],
              personLimit: limit[resource as Resource],
              priceFen: 1_000n,
            }),
          })),
          slot,
        ),
      );
      const decided = decideOrders(asked, { slotsLeft: new Map(Object.entries(slots)), taken: new Map() });

      const shelf: string[] = Object.entries(free).flatMap(([name, count]) => Array(count).fill(name));
      const bags = new Map<string, string[]>([
        ['a', []],
        ['b', []],
        ['c', []],
      ]);
      const seats: string[] = Object.entries(slots).flatMap(([name, count]) => Array(count).fill(name));
      const expected = wishes.map(({ memberId, slot, lines }) => {
        const [shelfBefore, bagBefore] = [[...shelf], [...bags.get(memberId)!]];
        const ok =
          lines.every(({ priceSeenFen }) => priceSeenFen >= 1_000n) &&
          (slot === null || seats.includes(slot)) &&
          lines.every(({ resource, quantity }) =>
            Array(quantity)
              .fill(resource)
              .every((piece: string) => {
                const at = shelf.indexOf(piece);
                if (at < 0) return false;
                shelf.splice(at, 1);
                const bag = bags.get(memberId)!;
                bag.push(piece);
                return bag.filter((other) => other === piece).length <= limit[piece as Resource];
              }),
          );
        if (!ok) {
          shelf.splice(0, shelf.length, ...shelfBefore);
          bags.set(memberId, bagBefore);
        } else if (slot !== null) seats.splice(seats.indexOf(slot), 1);
        return ok;
      });
      expect(decided.map(({ accepted }) => accepted)).toEqual(expected);
    }),
  );
});
