import { announce, type Fact } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { wholesalePrices } from '../../catalog/index.ts';
import { setLineState } from '../../ordering/index.ts';
import { listLocations } from '../../stock/index.ts';
import { linesDone, onBehalfServed, type OnBehalfRow } from '../facts.ts';
import { allocationsOfShipments } from '../store/allocations.ts';
import { ruleVersionsOfWaves } from '../store/waves.ts';
import type { Allocation, Shipment } from '../tables.ts';

/** Parcels are with their shoppers: their lines are done, and whoever served them on behalf has earned the fee. */
export async function handOver(tx: Tx, parcels: readonly Shipment[], at: Date): Promise<void> {
  if (parcels.length === 0) return;
  const byId = new Map(parcels.map((parcel) => [parcel.shipmentId, parcel]));
  const lines = await allocationsOfShipments(tx, [...byId.keys()]);
  await setLineState(
    tx,
    lines.map(({ orderLineId }) => orderLineId),
    'done',
  );
  await announce(tx, [...doneFacts(lines, byId, at), ...(await onBehalfFacts(tx, lines, byId))]);
}

function doneFacts(lines: readonly Allocation[], parcels: ReadonlyMap<string, Shipment>, at: Date): Fact[] {
  const isOnTime = ({ slotEnd }: Shipment) => slotEnd === null || at <= slotEnd;
  const groups = Map.groupBy(lines, ({ shipmentId }) => {
    const parcel = parcels.get(shipmentId)!;
    return `${parcel.orderGroupId} ${isOnTime(parcel)}`;
  });
  return [...groups.values()].map((own) => {
    const parcel = parcels.get(own[0]!.shipmentId)!;
    const orderLineIds = own.map(({ orderLineId }) => orderLineId);
    return linesDone(parcel.orderGroupId, { orderLineIds, at, onTime: isOnTime(parcel) });
  });
}

/** Pool goods at the hub belong to their line already; its surplus is the hub's own, as a shop's shelf is the shop's. */
async function onBehalfFacts(
  tx: Tx,
  served: readonly Allocation[],
  parcels: ReadonlyMap<string, Shipment>,
): Promise<Fact[]> {
  const shops = new Map((await listLocations(tx)).map(({ locationId, shopId }) => [locationId, shopId]));
  const lines = served.filter(
    ({ isOnBehalf, poolId, locationId }) => isOnBehalf || (poolId === null && shops.get(locationId) === null),
  );
  if (lines.length === 0) return [];
  const prices = await wholesalePrices(tx, [...new Set(lines.map(({ variantId }) => variantId))]);
  const waves = Map.groupBy(lines, ({ waveId }) => waveId);
  const versions = await ruleVersionsOfWaves(tx, [...waves.keys()]);
  return [...waves].map(([waveId, own]) => {
    const rows = own.map((line): OnBehalfRow => {
      const parcel = parcels.get(line.shipmentId)!;
      const costFen = prices.get(line.variantId);
      return {
        allocationId: line.allocationId,
        orderLineId: line.orderLineId,
        orderGroupId: parcel.orderGroupId,
        shopOrderId: line.shopOrderId,
        orderNumber: parcel.orderNumber,
        title: line.title,
        variantId: line.variantId,
        quantity: line.quantity,
        feeFen: line.feeFen,
        goodsCostFen: costFen === undefined ? null : costFen * BigInt(line.quantity),
        sellerShopId: line.sellerShopId,
        fulfillerShopId: shops.get(line.locationId) ?? null,
        ruleVersion: versions.get(waveId)!,
      };
    });
    return onBehalfServed(waveId, rows);
  });
}
