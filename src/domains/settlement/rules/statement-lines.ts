import { formatYuan, type Fen } from '../../../kernel/money.ts';

/** A sum of the statement as kept: fen as text, because JSON has no bigint. */
export interface StatementLine {
  readonly item: string;
  readonly title: string;
  readonly basis: string;
  readonly how: string;
  readonly count: number;
  readonly amountFen: string;
}

/** Titles in the order in which a statement tells its story; an unknown item comes last under its own name. */
const items: Readonly<Record<string, { title: string; basis: string }>> = {
  goods: { title: '成交（已交付）', basis: '订单' },
  'coupon-made-up': { title: '优惠券补回', basis: '优惠券分担' },
  'coupon-borne': { title: '优惠券承担', basis: '优惠券分担' },
  supplied: { title: '供货', basis: '采购单' },
  claim: { title: '售后赔付', basis: '售后责任' },
  'pool-cost': { title: '集采货款（按基准价）', basis: '采购单' },
  saving: { title: '集采节约分成', basis: '集采节约分成' },
  'saving-passed-on': { title: '集采节约（已让利给街坊）', basis: '集采节约分成' },
  'on-behalf-paid': { title: '代发费支出', basis: '代发费' },
  'on-behalf-earned': { title: '代发费收入', basis: '代发费' },
  'on-behalf-goods-paid': { title: '代发货品成本', basis: '货品成本' },
  'on-behalf-goods-earned': { title: '代发货品收回', basis: '货品成本' },
  'pickup-paid': { title: '自提服务支出', basis: '自提服务费' },
  'pickup-earned': { title: '自提服务收入', basis: '自提服务费' },
  'room-share-paid': { title: '直播间分成支出', basis: '直播间分成' },
  'room-share-earned': { title: '直播间分成收入', basis: '直播间分成' },
  'host-share-paid': { title: '主播分成支出', basis: '主播分成' },
  'host-share-earned': { title: '主播分成收入', basis: '主播分成' },
  'commission-paid': { title: '联盟佣金', basis: '佣金' },
  'commission-earned': { title: '联盟佣金收入', basis: '佣金' },
  'service-fee-paid': { title: '系统服务费', basis: '服务费' },
  'service-fee-earned': { title: '系统服务费收入', basis: '服务费' },
  'courier-earned': { title: '配送收入', basis: '配送计价' },
  'courier-paid': { title: '配送支出', basis: '配送计价' },
  'delivery-fee': { title: '街坊付的配送费', basis: '配送费' },
};
const order = Object.keys(items);

/** Postings of one item, grouped by the unit they were reckoned with (null: a sum of its own each time). */
export interface ItemGroup {
  readonly item: string;
  readonly unitFen: Fen | null;
  readonly postings: number;
  readonly quantity: number;
  readonly amountFen: Fen;
}

/** At most this many unit prices are spelled out in one line. */
const maxUnitsShown = 4;

/**
 * The sums of a statement, one per item, each with how it came about: "82 件 × ¥14.80" where units exist, so that a
 * person with a calculator gets the same fen.
 */
export function statementLines(groups: readonly ItemGroup[]): StatementLine[] {
  const byItem = new Map<string, ItemGroup[]>();
  for (const group of groups) byItem.set(group.item, [...(byItem.get(group.item) ?? []), group]);
  return [...byItem]
    .map(([item, parts]) => ({
      item,
      title: items[item]?.title ?? item,
      basis: items[item]?.basis ?? '',
      how: how(parts),
      count: parts.reduce((sum, part) => sum + part.postings, 0),
      amountFen: parts.reduce((sum, part) => sum + part.amountFen, 0n).toString(),
    }))
    .sort((a, b) => rank(a.item) - rank(b.item) || (a.item < b.item ? -1 : 1));
}

export function itemTitle(item: string): string {
  return items[item]?.title ?? item;
}

function rank(item: string): number {
  const place = order.indexOf(item);
  return place === -1 ? order.length : place;
}

function how(parts: readonly ItemGroup[]): string {
  const postings = parts.reduce((sum, part) => sum + part.postings, 0);
  const units = parts.filter(
    (part) =>
      part.unitFen !== null && magnitude(part.unitFen) * BigInt(part.quantity) === magnitude(part.amountFen),
  );
  if (units.length === parts.length && units.length <= maxUnitsShown) {
    return units
      .toSorted((a, b) => (magnitude(b.unitFen!) < magnitude(a.unitFen!) ? -1 : 1))
      .map((part) => `${part.quantity} × ${formatYuan(magnitude(part.unitFen!))}`)
      .join(' + ');
  }
  return `共 ${postings} 笔，逐笔见明细`;
}

function magnitude(amountFen: Fen): Fen {
  return amountFen < 0n ? -amountFen : amountFen;
}
