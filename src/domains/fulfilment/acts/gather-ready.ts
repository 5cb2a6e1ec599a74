import type { Reader } from '../../../engines/db/tx.ts';
import type { Point } from '../../../kernel/geo.ts';
import { describeItems, type Item } from '../../catalog/index.ts';
import { describeMembers, describeShops, type Member, type Shop } from '../../membership/index.ts';
import { readyLines, type LineBrief } from '../../ordering/index.ts';
import { whereReceived } from '../../supply/index.ts';
import type { TemperatureZone } from '../tables.ts';

export interface ReadyLine {
  readonly orderLineId: string;
  readonly variantId: string;
  /** Pieces to be handed over. */
  readonly quantity: number;
  readonly poolId: string | null;
  /** Where its pieces are allocated now: the seller's place, or where the pool's goods were received. */
  readonly homeLocationId: string;
  readonly isCold: boolean;
  readonly itemCode: string;
  readonly title: string;
  readonly temperatureZone: TemperatureZone;
  readonly soldBy: 'piece' | 'gram';
  /** Of the whole line. */
  readonly nominalGram: number | null;
}

/** A shop order with those of its lines that can go out, and where they go. */
export interface ReadyOrder {
  readonly shopOrderId: string;
  readonly orderGroupId: string;
  readonly orderNumber: string;
  readonly memberId: string;
  readonly sellerShopId: string;
  readonly fulfilKind: 'pickup' | 'delivery';
  readonly pickupShopId: string | null;
  readonly contactName: string;
  readonly phone: string;
  readonly building: string;
  readonly room: string;
  readonly detail: string;
  readonly destination: Point;
  readonly slotStart: Date | null;
  readonly slotEnd: Date | null;
  readonly lines: readonly ReadyLine[];
}

/** Everything that waits for a wave, longest first. */
export async function gatherReady(db: Reader): Promise<ReadyOrder[]> {
  const waiting = Map.groupBy(await readyLines(db), (line) => line.shopOrderId);
  const orders = [...waiting.values()];
  const lines = orders.flat();
  const items = await describeItems(db, distinct(lines.map((line) => line.variantId)));
  const received = await whereReceived(db, distinct(lines.flatMap((line) => line.poolId ?? [])));
  const members = await describeMembers(db, distinct(lines.map((line) => line.memberId)));
  const shops = await describeShops(db);
  return orders.map((own) => ({
    ...headOf(own[0]!, members.get(own[0]!.memberId)!, shops),
    lines: own.map((line) => toReadyLine(line, items.get(line.variantId)!, received)),
  }));
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

function headOf(line: LineBrief, buyer: Member, shops: ReadonlyMap<string, Shop>): Omit<ReadyOrder, 'lines'> {
  const { shopOrderId, orderGroupId, memberId, sellerShopId, number: orderNumber, fulfil } = line;
  const { kind: fulfilKind, pickupShopId, slotStart, slotEnd } = fulfil;
  const order = { shopOrderId, orderGroupId, orderNumber, memberId, sellerShopId, fulfilKind, pickupShopId };
  if (fulfil.address) {
    const { lng, lat, ...address } = fulfil.address;
    return { ...order, ...address, destination: { lng, lat }, slotStart, slotEnd };
  }
  const point = shops.get(pickupShopId ?? '');
  if (!point) throw new Error(`Order ${orderNumber} is to be fetched at a shop that is not there`);
  return {
    ...order,
    contactName: buyer.name,
    phone: buyer.phone,
    building: buyer.building,
    room: '',
    detail: point.address,
    destination: { lng: point.lng, lat: point.lat },
    slotStart,
    slotEnd,
  };
}

function toReadyLine(line: LineBrief, item: Item, received: ReadonlyMap<string, string>): ReadyLine {
  const homeLocationId = line.locationId ?? received.get(line.poolId ?? '');
  if (!homeLocationId) throw new Error(`Line ${line.orderLineId} is ready, but its goods are nowhere`);
  const { temperatureZone, itemCode, soldBy, nominalGram } = item;
  return {
    orderLineId: line.orderLineId,
    variantId: line.variantId,
    quantity: line.servedQuantity,
    poolId: line.poolId,
    homeLocationId,
    isCold: temperatureZone === 'chilled' || temperatureZone === 'frozen',
    itemCode,
    title: `${line.title} ${line.spec}`.trim(),
    temperatureZone,
    soldBy,
    nominalGram: soldBy === 'gram' && nominalGram !== null ? nominalGram * line.servedQuantity : null,
  };
}
