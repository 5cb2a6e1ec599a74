import type { Tx } from '../../../engines/db/tx.ts';
import { shipStock } from '../../stock/index.ts';
import { allocationsOfShipments } from '../store/allocations.ts';
import { markShipped } from '../store/shipments.ts';

/** The pieces of these parcels leave the stock, each parcel's once: one that came back is not stock again. */
export async function shipParcels(tx: Tx, shipmentIds: readonly string[]): Promise<void> {
  if (shipmentIds.length === 0) return;
  const leaving = await markShipped(tx, shipmentIds);
  if (leaving.length === 0) return;
  const lines = await allocationsOfShipments(tx, leaving);
  await shipStock(
    tx,
    lines.map(({ locationId, variantId, quantity, shipmentId }) => ({
      locationId,
      variantId,
      quantity,
      source: `shipment:${shipmentId}`,
    })),
  );
}
