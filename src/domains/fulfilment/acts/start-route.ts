import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';
import { describeMembers } from '../../membership/index.ts';
import { addOrderEvents, setLineState } from '../../ordering/index.ts';
import { routeStarted } from '../facts.ts';
import { mayDrive } from '../rules/may-drive.ts';
import { allocationsOfShipments } from '../store/allocations.ts';
import { findRoutes, lockRoute, setRouteState } from '../store/routes.ts';
import { moveShipments } from '../store/shipments.ts';
import { stopsOfRoutes } from '../store/stops.ts';
import { setWaveState } from '../store/waves.ts';
import { expectWave } from './expect-wave.ts';
import { shipParcels } from './ship-parcels.ts';

/**
 * Loaded and on the way: the pieces leave the stock. Told again while it is running it does no harm.
 *
 * @throws Refusal not-found, not-allowed (another courier's route), wave-state, not-picked
 */
export async function startRoute(tx: Tx, routeId: string): Promise<void> {
  const [known] = await findRoutes(tx, [routeId]);
  if (!known) throw new Refusal('not-found', {}, 'routeId');
  refuseUnless(mayDrive(tx.actor, known), 'not-allowed');
  await expectWave(tx, known.waveId, ['confirmed', 'running']);
  const route = (await lockRoute(tx, routeId))!;
  if (route.state !== 'confirmed') return;
  const stops = await stopsOfRoutes(tx, [routeId]);
  const shipmentIds = [...new Set(stops.flatMap((stop) => stop.shipmentIds))];
  const lines = await allocationsOfShipments(tx, shipmentIds);
  const unpicked = lines.filter(({ pickedAt }) => pickedAt === null).length;
  refuseUnless(unpicked === 0, 'not-picked', { count: unpicked });

  await setRouteState(tx, routeId, 'running');
  await setWaveState(tx, route.waveId, 'running');
  const moved = await moveShipments(tx, shipmentIds, ['picked'], 'on-the-way');
  await shipParcels(tx, shipmentIds);
  await setLineState(
    tx,
    lines.map(({ orderLineId }) => orderLineId),
    'on-the-way',
  );
  const driver = (await describeMembers(tx, [route.courierMemberId!])).get(route.courierMemberId!);
  const orders = Map.groupBy(moved, ({ shopOrderId }) => shopOrderId);
  await addOrderEvents(
    tx,
    [...orders.values()].map(([parcel]) => ({
      orderGroupId: parcel!.orderGroupId,
      shopOrderId: parcel!.shopOrderId,
      kind: 'on-the-way',
      text: `配送员${driver?.nickname ?? ''}已出发${parcel!.kind === 'pickup' ? '，正在送往自提点' : ''}`,
    })),
  );
  const groups = [...new Set(moved.map(({ orderGroupId }) => orderGroupId))];
  await announce(tx, [routeStarted(route, groups, tx.now)]);
}
