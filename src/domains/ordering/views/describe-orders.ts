import type { Reader } from '../../../engines/db/tx.ts';
import type { Fen } from '../../../kernel/money.ts';
import { describeMembers } from '../../membership/index.ts';
import { findGroups } from '../store/groups.ts';
import { findLines, findReadyLines } from '../store/lines.ts';
import { findShopOrders } from '../store/shop-orders.ts';
import type { Fulfil, Group, Line } from '../tables.ts';

/** A line with the order it belongs to: what the floors above plan, ship and settle with. */
export interface LineBrief extends Line {
  /** Number of the shop order, "LB1123-08834-1". */
  readonly number: string;
  readonly fulfil: Fulfil;
  /** Of the whole shop order, 0 for pickup. */
  readonly deliveryFeeFen: Fen;
  /** Version of the rule book it was placed under. */
  readonly ruleVersion: number;
}

export interface GroupBrief extends Group {
  readonly buyerName: string;
  readonly buyerPhone: string;
}

/** Lines a planner takes in one wave at most. */
const readyLinesMax = 5_000;

/** Unknown ids are absent from the map. */
export async function describeLines(
  db: Reader,
  orderLineIds: readonly string[],
): Promise<Map<string, LineBrief>> {
  if (orderLineIds.length === 0) return new Map();
  return briefs(db, await findLines(db, orderLineIds));
}

/** Paid lines whose goods are there and that no wave has taken, those that wait longest first. */
export async function readyLines(db: Reader): Promise<LineBrief[]> {
  return [...(await briefs(db, await findReadyLines(db, readyLinesMax))).values()];
}

async function briefs(db: Reader, lines: readonly Line[]): Promise<Map<string, LineBrief>> {
  const shopOrders = await findShopOrders(db, [...new Set(lines.map((line) => line.shopOrderId))]);
  const groups = await findGroups(db, [...new Set(lines.map((line) => line.orderGroupId))]);
  const orderOf = new Map(shopOrders.map((order) => [order.shopOrderId, order]));
  const groupOf = new Map(groups.map((group) => [group.orderGroupId, group]));
  return new Map(
    lines.map((line) => {
      const { number, fulfil, deliveryFeeFen } = orderOf.get(line.shopOrderId)!;
      const { ruleVersion } = groupOf.get(line.orderGroupId)!;
      return [line.orderLineId, { ...line, number, fulfil, deliveryFeeFen, ruleVersion }];
    }),
  );
}

/** Checkouts with their buyers. Unknown ids are absent from the map. */
export async function describeGroups(
  db: Reader,
  orderGroupIds: readonly string[],
): Promise<Map<string, GroupBrief>> {
  if (orderGroupIds.length === 0) return new Map();
  const groups = await findGroups(db, orderGroupIds);
  const buyers = await describeMembers(db, [...new Set(groups.map(({ memberId }) => memberId))]);
  return new Map(
    groups.map((group) => {
      const buyer = buyers.get(group.memberId);
      return [group.orderGroupId, { ...group, buyerName: buyer?.name ?? '', buyerPhone: buyer?.phone ?? '' }];
    }),
  );
}
