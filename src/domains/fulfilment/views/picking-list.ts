import type { Output } from '../../../../contract/endpoint.ts';
import type { fulfilment } from '../../../../contract/fulfilment.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { isOperator, mayActForShop } from '../../../kernel/actor.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { describeShops, type Shop } from '../../membership/index.ts';
import { listLocations, type Location } from '../../stock/index.ts';
import { allocationsOfWave } from '../store/allocations.ts';
import { shipmentsOfWave } from '../store/shipments.ts';
import { findWave } from '../store/waves.ts';
import type { Allocation, Shipment } from '../tables.ts';

type PickingList = Output<typeof fulfilment.getPickingList>;
type Place = PickingList['locations'][number];

/** By place: what to take from the shelves in all, then into which bags. Shop people see their own place. */
export async function getPickingList(
  db: Reader,
  { waveId }: { readonly waveId: string },
): Promise<PickingList> {
  const wave = await findWave(db, waveId);
  if (!wave) throw new Refusal('not-found', {}, 'waveId');
  const shops = await describeShops(db);
  const shipments = new Map((await shipmentsOfWave(db, waveId)).map((one) => [one.shipmentId, one]));
  const byPlace = Map.groupBy(await allocationsOfWave(db, waveId), ({ locationId }) => locationId);
  const mine = (await listLocations(db)).filter(
    (place) => byPlace.has(place.locationId) && maySee(db, place),
  );
  return {
    waveNumber: wave.number,
    locations: mine.map(({ locationId, name }) => ({
      locationId,
      locationName: name,
      items: itemTotals(byPlace.get(locationId)!, shops),
      lines: bagLines(byPlace.get(locationId)!, shipments),
    })),
  };
}

function maySee(db: Reader, { shopId }: Location): boolean {
  return isOperator(db.actor) || (shopId !== null && mayActForShop(db.actor, shopId));
}

function itemTotals(lines: readonly Allocation[], shops: ReadonlyMap<string, Shop>): Place['items'] {
  const items = [...Map.groupBy(lines, ({ variantId }) => variantId).values()].map((own) => {
    const { variantId, itemCode, title, temperatureZone, soldBy } = own[0]!;
    const sellers = [...Map.groupBy(own, ({ sellerShopId }) => sellerShopId)];
    const byShop = sellers.map(([shopId, sold]) => ({
      shopName: shops.get(shopId)?.shortName ?? '',
      quantity: pieces(sold),
    }));
    return { variantId, itemCode, title, temperatureZone, soldBy, quantity: pieces(own), byShop };
  });
  return items.sort((a, b) => (a.itemCode < b.itemCode ? -1 : 1));
}

function pieces(lines: readonly Allocation[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

function bagLines(lines: readonly Allocation[], shipments: ReadonlyMap<string, Shipment>): Place['lines'] {
  const rows = lines.map((line) => {
    const parcel = shipments.get(line.shipmentId);
    return {
      orderLineId: line.orderLineId,
      shipmentId: line.shipmentId,
      orderNumber: parcel?.orderNumber ?? '',
      bagLabel: parcel?.bagLabel ?? '',
      title: line.title,
      quantity: line.quantity,
      soldBy: line.soldBy,
      nominalGram: line.nominalGram,
      actualGram: line.actualGram,
      isPicked: line.pickedAt !== null,
    };
  });
  return rows.sort((a, b) => (`${a.bagLabel} ${a.title}` < `${b.bagLabel} ${b.title}` ? -1 : 1));
}
