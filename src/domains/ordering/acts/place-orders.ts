import type { Tx } from '../../../engines/db/tx.ts';
import { shanghaiDay, startOfShanghaiDay } from '../../../kernel/clock.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { lockCoupons } from '../../marketing/index.ts';
import { currentRules } from '../../rulebook/index.ts';
import { decideOrders, personKey, type Wish } from '../rules/decide-orders.ts';
import { parseGoodsKey } from '../rules/goods-key.ts';
import { offerNow } from '../rules/offer-now.ts';
import { countTaken, type PersonCountKey } from '../store/person-counts.ts';
import { findEarlierOrders, type EarlierOrder } from '../store/place.ts';
import { lockPlaces } from './gather-places.ts';
import { lockTerms } from './gather-terms.ts';
import { findCredits, type Credit } from './find-credits.ts';
import type { OrderAnswer, OrderRequest } from './order-request.ts';
import { writeOrders } from './write-orders.ts';

/**
 * Places a batch of orders of one alliance: everything an order asks for is held, or nothing of it. The number of
 * statements does not depend on the number of orders. A repeat gets the answer of the order it repeats.
 */
export async function placeOrders(tx: Tx, requests: readonly OrderRequest[]): Promise<OrderAnswer[]> {
  const earlier = await findEarlier(tx, requests);
  const fresh = firstOfEachKey(requests).filter((request) => !earlier.has(keyOf(request)));
  const answers = fresh.length > 0 ? await decideAndWrite(tx, fresh) : new Map<string, OrderAnswer>();
  const overtaken = fresh.filter((request) => !answers.has(keyOf(request)));
  for (const [key, order] of await findEarlier(tx, overtaken)) earlier.set(key, order);
  const firstHash = new Map(fresh.map((request) => [keyOf(request), request.inputHash]));
  return requests.map((request) => {
    const key = keyOf(request);
    const order = earlier.get(key);
    if ((order?.inputHash ?? firstHash.get(key)) !== request.inputHash) {
      return { kind: 'refused', refusal: new Refusal('idempotency-key-reused', {}, 'Idempotency-Key') };
    }
    return order ? { kind: 'replay', order } : answers.get(key)!;
  });
}

function keyOf(request: { readonly memberId: string; readonly idempotencyKey: string }): string {
  return `${request.memberId} ${request.idempotencyKey}`;
}

function firstOfEachKey(requests: readonly OrderRequest[]): OrderRequest[] {
  return [
    ...new Map(requests.toReversed().map((request) => [keyOf(request), request])).values(),
  ].toReversed();
}

async function findEarlier(tx: Tx, requests: readonly OrderRequest[]): Promise<Map<string, EarlierOrder>> {
  if (requests.length === 0) return new Map();
  return new Map((await findEarlierOrders(tx, requests)).map((order) => [keyOf(order), order]));
}

/** Answers by key; an order that another process placed in this moment has none. */
async function decideAndWrite(tx: Tx, requests: readonly OrderRequest[]): Promise<Map<string, OrderAnswer>> {
  const { rules, version } = await currentRules(tx);
  const credits = await findCredits(tx, requests);
  const refs = requests.map(({ lines }) => lines.map(({ goodsKey }) => parseGoodsKey(goodsKey)));
  const known = refs.flat().filter((ref) => ref !== null);
  const terms = await lockTerms(tx, known, credits.flat(), rules);
  const { places, slotsLeft } = await lockPlaces(tx, requests);
  const coupons = await lockCoupons(
    tx,
    requests.flatMap(({ couponId }) => couponId ?? []),
  );
  const wishes: Wish[] = requests.map((request, at) => ({
    memberId: request.memberId,
    lines: request.lines.map(({ quantity, priceFen }, position) => {
      const ref = refs[at]![position] ?? null;
      return {
        quantity,
        priceSeenFen: priceFen,
        offer: ref && offerNow(ref, credits[at]![position]!, terms),
      };
    }),
    slot: places[at]!.slot,
    problem: places[at]!.problem,
    ...(request.couponId !== undefined && { coupon: coupons.get(request.couponId) ?? null }),
  }));
  const decisions = decideOrders(wishes, { slotsLeft, taken: await takenBefore(tx, wishes) });
  const answers = new Map<string, OrderAnswer>();
  const accepted = requests.flatMap((request, at) => {
    const decision = decisions[at]!;
    if (!decision.accepted) answers.set(keyOf(request), { kind: 'refused', refusal: decision.refusal });
    if (!decision.accepted) return [];
    return [
      {
        request,
        lines: wishes[at]!.lines.map(({ offer }) => offer!),
        credits: credits[at] as Credit[],
        fulfil: places[at]!.fulfil!,
        discounts: decision.discounts ?? [],
      },
    ];
  });
  for (const { request, order } of await writeOrders(tx, accepted, { rules, version, terms })) {
    answers.set(keyOf(request), { kind: 'accepted', order });
  }
  return answers;
}

/** What each member holds or bought already of the things they ask for. */
async function takenBefore(tx: Tx, wishes: readonly Wish[]): Promise<Map<string, number>> {
  const keys = new Map<string, PersonCountKey>();
  for (const { memberId, lines } of wishes) {
    for (const { offer } of lines) {
      if (!offer) continue;
      const { resource, item, sellerShopId, poolId } = offer;
      keys.set(personKey(memberId, resource), {
        memberId,
        resource,
        variantId: item.variantId,
        sellerShopId,
        poolId,
      });
    }
  }
  if (keys.size === 0) return new Map();
  const counted = await countTaken(tx, [...keys.values()], startOfShanghaiDay(shanghaiDay(tx.now)));
  return new Map(counted.map(({ memberId, resource, taken }) => [personKey(memberId, resource), taken]));
}
