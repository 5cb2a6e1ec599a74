import type { Output } from '../../../../contract/endpoint.ts';
import type { ordering } from '../../../../contract/ordering.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { describeItems, type Item } from '../../catalog/index.ts';
import { describeMembers, describeShops, type Shop } from '../../membership/index.ts';
import { describePools, type PoolBrief } from '../../supply/index.ts';
import { findLinesOfGroups } from '../store/lines.ts';
import { findShopOrdersOfGroups, type ShopOrder } from '../store/shop-orders.ts';
import type { AddressSnapshot, Line } from '../tables.ts';
import type { OrderExtras, ReadExtras } from './extras.ts';

type OrderDetail = Output<typeof ordering.getMyOrder>;
type ShopOrderView = OrderDetail['shopOrders'][number];
export type OrderLineView = ShopOrderView['lines'][number];

interface Context {
  readonly items: ReadonlyMap<string, Item>;
  readonly pools: ReadonlyMap<string, PoolBrief>;
  readonly shops: ReadonlyMap<string, Shop>;
  readonly sharers: ReadonlyMap<string, { readonly nickname: string; readonly name: string }>;
  readonly extras: OrderExtras;
}

/** The shop orders of some checkouts with their lines, by group: one statement per kind of thing. */
export async function describeShopOrders(
  db: Reader,
  orderGroupIds: readonly string[],
  readExtras: ReadExtras,
): Promise<Map<string, ShopOrderView[]>> {
  if (orderGroupIds.length === 0) return new Map();
  const orders = await findShopOrdersOfGroups(db, orderGroupIds);
  const lines = await findLinesOfGroups(db, orderGroupIds);
  const ids = <T>(values: readonly (T | null)[]): T[] => [
    ...new Set(values.filter((value) => value !== null)),
  ];
  const context: Context = {
    items: await describeItems(db, ids(lines.map((line) => line.variantId))),
    pools: await describePools(db, ids(lines.map((line) => line.poolId))),
    shops: await describeShops(
      db,
      ids([
        ...lines.flatMap((line) => [line.sellerShopId, line.roomShopId]),
        ...orders.map((order) => order.fulfil.pickupShopId),
      ]),
    ),
    sharers: await describeMembers(db, ids(lines.map((line) => line.sharerMemberId))),
    extras: await readExtras(db, {
      orderLineIds: lines.map((line) => line.orderLineId),
      shopOrderIds: orders.map((order) => order.shopOrderId),
    }),
  };
  const linesOf = Map.groupBy(lines, (line) => line.shopOrderId);
  const views = orders.map((order) => ({
    orderGroupId: order.orderGroupId,
    view: shopOrderView(order, linesOf.get(order.shopOrderId) ?? [], context),
  }));
  return new Map(
    [...Map.groupBy(views, ({ orderGroupId }) => orderGroupId)].map(([groupId, own]) => [
      groupId,
      own.map(({ view }) => view),
    ]),
  );
}

function shopOrderView(order: ShopOrder, lines: readonly Line[], context: Context): ShopOrderView {
  const { fulfil } = order;
  return {
    shopOrderId: order.shopOrderId,
    number: order.number,
    sellerShopId: order.sellerShopId,
    sellerShopName: context.shops.get(order.sellerShopId)?.name ?? '',
    fulfilKind: fulfil.kind,
    pickupShopId: fulfil.pickupShopId,
    pickupPointName: (fulfil.pickupShopId && context.shops.get(fulfil.pickupShopId)?.name) ?? null,
    pickupCode: context.extras.pickupCodes.get(order.shopOrderId) ?? null,
    addressText: fulfil.address && addressText(fulfil.address),
    slotStart: fulfil.slotStart,
    slotEnd: fulfil.slotEnd,
    deliveryFeeFen: order.deliveryFeeFen,
    goodsFen: order.goodsFen,
    lines: lines.map((line) => lineView(line, context)),
  };
}

function addressText({ building, room, detail, contactName }: AddressSnapshot): string {
  return `${[building, room, detail].filter((part) => part !== '').join(' ')} ${contactName}`;
}

function lineView(line: Line, { items, pools, shops, sharers, extras }: Context): OrderLineView {
  const item = items.get(line.variantId)!;
  const pool = line.poolId === null ? undefined : pools.get(line.poolId);
  const sharer = line.sharerMemberId === null ? undefined : sharers.get(line.sharerMemberId);
  const extra = extras.lines.get(line.orderLineId);
  const poolRuns = pool?.progress.state === 'open' || pool?.progress.state === 'formed';
  return {
    orderLineId: line.orderLineId,
    variantId: line.variantId,
    title: line.title,
    spec: line.spec,
    pictureKey: item.pictureKey,
    pictureUrl: item.pictureUrl,
    ground: item.ground,
    temperatureZone: item.temperatureZone,
    soldBy: item.soldBy,
    nominalGram: item.nominalGram,
    actualGram: line.actualGram,
    poolId: line.poolId,
    quantity: line.quantity,
    servedQuantity: line.servedQuantity,
    unitPriceFen: line.unitPriceFen,
    amountFen: line.amountFen,
    discountFen: line.discountFen,
    refundedFen: line.refundedFen,
    state: line.state,
    roomShopName: line.roomShopId === null ? null : (shops.get(line.roomShopId)?.name ?? null),
    sharerName: sharer ? sharer.nickname || sharer.name : null,
    fulfillerName: extra?.fulfillerName ?? null,
    canClaim: extra?.canClaim ?? false,
    canCancel:
      (line.state === 'waiting-pool' && poolRuns) || (line.state === 'ready' && line.locationId !== null),
    claim: extra?.claim ?? null,
    progress: pool?.progress ?? null,
  };
}
