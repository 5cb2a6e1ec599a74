import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { addOrderEvents } from '../../ordering/index.ts';
import { listLocations } from '../../stock/index.ts';
import { waveConfirmed } from '../facts.ts';
import { drawCodes } from '../rules/draw-codes.ts';
import { confirmRoutes } from '../store/routes.ts';
import { shipmentsOfWave } from '../store/shipments.ts';
import { deleteClosedTickets, insertTickets, openTickets, type Ticket } from '../store/tickets.ts';
import { finishWave, setWaveState } from '../store/waves.ts';
import type { Shipment } from '../tables.ts';
import { expectWave } from './expect-wave.ts';

/** A code may be taken between reading and writing; each round settles all but a few in a thousand. */
const roundsMax = 5;

/**
 * Fixes a draft: routes are confirmed, pickup orders get their codes, picking begins.
 *
 * @param newCode six digits by chance
 * @throws Refusal not-found, wave-state
 */
export async function confirmWave(tx: Tx, waveId: string, newCode: () => string): Promise<void> {
  await expectWave(tx, waveId, ['draft']);
  await setWaveState(tx, waveId, 'confirmed');
  await confirmRoutes(tx, waveId);
  const shipments = await shipmentsOfWave(tx, waveId);
  await giveCodes(tx, shipments, newCode);
  const places = new Map((await listLocations(tx)).map(({ locationId, name }) => [locationId, name]));
  await addOrderEvents(
    tx,
    shipments.map(({ orderGroupId, shopOrderId, locationId, attempts }) => ({
      orderGroupId,
      shopOrderId,
      kind: 'preparing',
      text: attempts > 1 ? '已安排再次配送' : `${places.get(locationId) ?? ''} 开始拣货`,
    })),
  );
  await announce(tx, [
    waveConfirmed(waveId, [...new Set(shipments.map(({ orderGroupId }) => orderGroupId))]),
  ]);
  await finishWave(tx, waveId);
}

/** One code per shop order, kept while anything of it waits. */
async function giveCodes(tx: Tx, shipments: readonly Shipment[], newCode: () => string): Promise<void> {
  const points = new Map(
    shipments.flatMap(({ shopOrderId, pickupShopId }) => (pickupShopId ? [[shopOrderId, pickupShopId]] : [])),
  );
  if (points.size === 0) return;
  await deleteClosedTickets(tx, [...points.keys()]);
  for (let round = 0; round < roundsMax; round += 1) {
    const open = await openTickets(tx, [...new Set(points.values())]);
    for (const ticket of open) points.delete(ticket.shopOrderId);
    if (points.size === 0) return;
    const wanted = [...Map.groupBy(points.keys(), (shopOrderId) => points.get(shopOrderId)!)];
    const tickets = wanted.flatMap(([pickupShopId, shopOrderIds]): Ticket[] => {
      const taken = open.filter((ticket) => ticket.pickupShopId === pickupShopId).map(({ code }) => code);
      const codes = drawCodes(shopOrderIds, new Set(taken), newCode);
      return [...codes].map(([shopOrderId, code]) => ({ shopOrderId, pickupShopId, code }));
    });
    for (const shopOrderId of await insertTickets(tx, tickets)) points.delete(shopOrderId);
  }
  if (points.size > 0) throw new Error(`${points.size} orders found no free pickup code`);
}
