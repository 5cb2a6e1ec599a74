import type { Item } from '../../parts/goods-name.tsx';
import type { LineUpInput, Session } from './session-types.ts';

/** One item of the line-up as it is being planned. */
export interface PlanItem {
  variantId: string;
  poolId: string | null;
  name: string;
  pictureKey: string;
  pictureUrl: string | null;
  /** Usual price in fen; undefined for pools, whose ladder is the price. */
  priceFen: string | undefined;
  flashPriceFen: string | undefined;
  script: string;
  /** One selling point a line. */
  points: string;
}

export interface Plan {
  title: string;
  hostMemberId: string;
  hostShopId: string;
  startsAt: string | undefined;
  plannedEndAt: string | undefined;
  roomShopIds: string[];
  items: PlanItem[];
}

export function emptyPlan(hostShopId: string): Plan {
  return {
    title: '',
    hostMemberId: '',
    hostShopId,
    startsAt: undefined,
    plannedEndAt: undefined,
    roomShopIds: [],
    items: [],
  };
}

/** What stands in the plan of a session now. */
export function planOf(session: Session): Plan {
  const { title, hostMemberId, hostShopId, startsAt, plannedEndAt, rooms, items } = session;
  return {
    title,
    hostMemberId,
    hostShopId,
    startsAt,
    plannedEndAt,
    roomShopIds: rooms.map(({ shopId }) => shopId).filter((shopId) => shopId !== hostShopId),
    items: items.map(({ item, poolId, priceFen, usualPriceFen, flashPriceFen, script, sellingPoints }) => ({
      variantId: item.variantId,
      poolId,
      name: `${item.name} ${item.spec}`,
      pictureKey: item.pictureKey,
      pictureUrl: item.pictureUrl,
      priceFen: poolId === null ? (usualPriceFen ?? priceFen) : undefined,
      flashPriceFen: flashPriceFen ?? undefined,
      script,
      points: sellingPoints.join('\n'),
    })),
  };
}

/** The line-up as it travels: lines become selling points, empty ones fall out. */
export function wireItems(items: readonly PlanItem[]): LineUpInput[] {
  return items.map(({ variantId, poolId, flashPriceFen, script, points }) => ({
    variantId,
    poolId,
    flashPriceFen: flashPriceFen ?? null,
    script,
    sellingPoints: points
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  }));
}

/** The same items with the one at `from` moved by `step` places; unchanged at either end. */
export function moved<Item>(items: readonly Item[], from: number, step: 1 | -1): Item[] {
  const next = [...items];
  const [taken] = next.splice(from, 1);
  const to = from + step;
  if (taken === undefined || to < 0 || to >= items.length) return [...items];
  next.splice(to, 0, taken);
  return next;
}

/** An item as it enters the line-up, still without price or pool. */
export function freshItem({
  variantId,
  name,
  spec,
  pictureKey,
  pictureUrl,
}: Pick<Item, 'variantId' | 'name' | 'spec' | 'pictureKey' | 'pictureUrl'>): PlanItem {
  return {
    variantId,
    poolId: null,
    name: `${name} ${spec}`,
    pictureKey,
    pictureUrl,
    priceFen: undefined,
    flashPriceFen: undefined,
    script: '',
    points: '',
  };
}
