import type { Actor, Role } from '../kernel/actor.ts';
import { addSeconds } from '../kernel/clock.ts';
import type { Funnel } from '../engines/db/funnel.ts';
import type { Tx } from '../engines/db/tx.ts';
import type { Point } from '../kernel/geo.ts';
import { demoCentre } from './data/people.ts';

/** The street as far as one has to know it to open pools, put on shows and shop, by the keys of the data files. */
export interface DemoStreet {
  readonly allianceId: string;
  readonly operator: Actor;
  readonly shops: ReadonlyMap<
    string,
    { readonly shopId: string; readonly locationId: string; readonly owner: Actor }
  >;
  readonly variants: ReadonlyMap<string, string>;
  /** Everything on the shelves, by shop and item. */
  readonly shelf: readonly ShelfGoods[];
  readonly offers: ReadonlyMap<string, string>;
  readonly hosts: ReadonlyMap<string, Actor>;
  readonly households: readonly {
    readonly actor: Actor;
    /** Null: they come and fetch. */
    readonly addressId: string | null;
    readonly name: string;
  }[];
}

/** The whole planted alliance. */
export interface DemoWorld extends DemoStreet {
  readonly hubId: string;
  readonly suppliers: ReadonlyMap<string, string>;
  readonly courierIds: readonly string[];
}

/** An item as one shop sells it. */
export interface ShelfGoods {
  readonly shopKey: string;
  readonly itemKey: string;
  readonly variantId: string;
  readonly goodsKey: string;
  readonly priceFen: bigint;
  readonly shelfDays: number;
}

/** Runs acts as somebody of an alliance. */
export function runAs<T>(
  funnel: Funnel,
  allianceId: string,
  actor: Actor | null,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return funnel.transact({ allianceId, actor }, work);
}

export function actorOf(memberId: string, roles: readonly Role[], shopIds: readonly string[] = []): Actor {
  const duties = roles.includes('operator') ? ['catalogue', 'pooling', 'dispatch', 'settlement', 'live'] : [];
  return {
    memberId,
    roles: new Set<Role>([...roles, 'shopper']),
    shopIds: new Set(shopIds),
    duties: new Set(duties),
  };
}

/** A place so many metres east and north of the district's centre. */
export function placeAt(east: number, north: number): Point {
  const metrePerDegree = 111_195;
  const shrink = Math.cos((demoCentre.lat * Math.PI) / 180);
  return {
    lng: Number((demoCentre.lng + east / (metrePerDegree * shrink)).toFixed(6)),
    lat: Number((demoCentre.lat + north / metrePerDegree).toFixed(6)),
  };
}

/** "2029-11-23": a date so many days after an instant, for licences and expiries. */
export function dayAfter(at: Date, days: number): string {
  return addSeconds(at, days * 86_400)
    .toISOString()
    .slice(0, 10);
}
