import type { In } from '../../kit/use-api.ts';
import { kept } from '../platform/keep.ts';
import type { CartLine, Goods, Item, LineUpItem, Progress } from './answers.ts';

/** One thing about to be ordered, wherever it was found. */
export interface BasketLine {
  goodsKey: string;
  item: Item;
  sellerShopId: string;
  sellerShopName: string;
  quantity: number;
  /** What one piece costs as the shopper sees it: a change is refused, never charged. */
  priceFen: string;
  usualPriceFen: string | null;
  progress: Progress | null;
  /** The most that can be asked for. */
  max: number;
  sessionId?: string;
  roomShopId?: string;
  cartLineId?: string;
}

/** Nobody orders more of one thing at a time in one tap; larger orders go through the cart. */
const oneSheetMax = 99;

/** A share link that led into a room stays with that room's purchases on this device. */
export function shareCodeOf(sessionId: string, shopId: string): string | undefined {
  return kept<string>(`share.${sessionId}.${shopId}`);
}

export function lineOfGoods(goods: Goods, progress: Progress | null): BasketLine {
  return {
    ...pick(goods),
    goodsKey: goods.goodsKey,
    quantity: 1,
    priceFen: progress?.priceFen ?? goods.priceFen,
    progress,
    max: Math.min(goods.available, goods.perPersonLimit ?? oneSheetMax, oneSheetMax),
  };
}

export function lineOfCart(line: CartLine): BasketLine {
  return {
    ...pick(line.goods),
    goodsKey: line.goods.goodsKey,
    quantity: line.quantity,
    priceFen: line.goods.priceFen,
    progress: line.goods.progress,
    max: line.goods.available,
    cartLineId: line.cartLineId,
    ...(line.sessionId !== null && { sessionId: line.sessionId }),
    ...(line.roomShopId !== null && { roomShopId: line.roomShopId }),
  };
}

/** Bought in a room: the room and its session are credited, the session's price holds. */
export function lineOfRoom(line: LineUpItem, room: { sessionId: string; shopId: string }): BasketLine {
  const { poolId, sellerShopId, item } = line;
  return {
    ...pick(line),
    goodsKey: poolId === null ? `listing:${sellerShopId}:${item.variantId}` : `pool:${poolId}:${room.shopId}`,
    quantity: 1,
    priceFen: line.priceFen,
    progress: line.progress,
    max: Math.min(line.available, line.flashLeft ?? oneSheetMax, oneSheetMax),
    sessionId: room.sessionId,
    roomShopId: room.shopId,
  };
}

function pick({ item, sellerShopId, sellerShopName, usualPriceFen }: Goods | LineUpItem) {
  return { item, sellerShopId, sellerShopName, usualPriceFen };
}

export function amountFen({ priceFen, quantity }: BasketLine): bigint {
  return BigInt(priceFen) * BigInt(quantity);
}

export function totalFen(lines: readonly BasketLine[]): bigint {
  return lines.reduce((sum, line) => sum + amountFen(line), 0n);
}

/** What the shopper must have read before paying: pools, and goods that cannot be sent back. */
export function needsConsent({ progress, item }: BasketLine): boolean {
  return progress !== null || item.returnPolicy !== 'seven-days';
}

/** The lines as the order door takes them. */
export function orderLines(lines: readonly BasketLine[]): In<'ordering', 'placeOrder'>['lines'] {
  return lines.map(({ goodsKey, quantity, priceFen, sessionId, roomShopId, cartLineId }) => {
    const shareCode = sessionId && roomShopId ? shareCodeOf(sessionId, roomShopId) : undefined;
    return {
      goodsKey,
      quantity,
      priceFen,
      ...(sessionId !== undefined && { sessionId }),
      ...(roomShopId !== undefined && { roomShopId }),
      ...(shareCode !== undefined && { shareCode }),
      ...(cartLineId !== undefined && { cartLineId }),
    };
  });
}
