import { refusalTable, type RefusalCode } from '../../../../contract/problems.ts';
import type { Output } from '../../../../contract/endpoint.ts';
import type { ordering } from '../../../../contract/ordering.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { refuseUnless, type Refusal } from '../../../kernel/refusal.ts';
import { decideOrders } from '../rules/decide-orders.ts';
import { findCartLines } from '../store/cart.ts';
import { goodsOf, shopsOf } from './goods.ts';
import { describeOffers, type ShownOffer } from './offers.ts';

type Cart = Output<typeof ordering.getCart>;

/** The cart of the person asking, priced now. Lines whose goods are gone for good are left out. */
export async function getCart(db: Reader): Promise<Cart> {
  refuseUnless(db.actor, 'sign-in-needed');
  const { memberId } = db.actor;
  const rows = await findCartLines(db, memberId);
  const offers = await describeOffers(db, rows);
  const shown = rows.flatMap((row, at) => {
    const offer = offers[at];
    return offer ? [{ ...row, offer }] : [];
  });
  const shops = await shopsOf(
    db,
    shown.map(({ offer }) => offer),
  );
  const lines = shown.map(({ offer, ...row }) => ({
    cartLineId: row.cartLineId,
    goods: goodsOf(offer, shops, null),
    quantity: row.quantity,
    sessionId: row.sessionId,
    roomShopId: row.roomShopId,
    amountFen: offer.priceFen * BigInt(row.quantity),
    problem: problemOf(memberId, offer, row.quantity),
  }));
  return {
    lines,
    sellers: sellersOf(lines),
    totalFen: lines.reduce((sum, line) => sum + line.amountFen, 0n),
    pieceCount: lines.reduce((sum, line) => sum + line.quantity, 0),
  };
}

/** The rule that will decide the order says now what it would refuse, as a sentence. */
function problemOf(memberId: string, offer: ShownOffer, quantity: number): string | null {
  const line = { quantity, priceSeenFen: offer.priceFen, offer };
  const [decision] = decideOrders([{ memberId, lines: [line], slot: null, problem: null }], {
    slotsLeft: new Map(),
    taken: new Map(),
  });
  return decision && !decision.accepted ? sentence(decision.refusal) : null;
}

function sentence({ code, data }: Refusal): string {
  const [, zh] = refusalTable[code as RefusalCode];
  return zh.replace(/\{(\w+)\}/g, (hole, name: string) => String(data[name] ?? hole));
}

function sellersOf(lines: Cart['lines']): Cart['sellers'] {
  return [...Map.groupBy(lines, ({ goods }) => goods.sellerShopId)].map(([shopId, own]) => ({
    shopId,
    shopName: own[0]!.goods.sellerShopName,
    lineIds: own.map(({ cartLineId }) => cartLineId),
    goodsFen: own.reduce((sum, line) => sum + line.amountFen, 0n),
    temperatureZones: [...new Set(own.map(({ goods }) => goods.item.temperatureZone))],
  }));
}
