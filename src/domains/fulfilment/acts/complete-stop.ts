import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';
import { addOrderEvents, setLineState } from '../../ordering/index.ts';
import { stopCompleted } from '../facts.ts';
import { whenDone } from '../rules/done-at.ts';
import { mayDrive } from '../rules/may-drive.ts';
import { allocationsOfShipments } from '../store/allocations.ts';
import { lockRoute, setRouteState } from '../store/routes.ts';
import { findShipments, finishShipments, moveShipments } from '../store/shipments.ts';
import { endStop, findStop, skipEmptyStops, stopsOfRoutes } from '../store/stops.ts';
import { finishWave, ruleVersionsOfWaves } from '../store/waves.ts';
import type { Shipment, Stop } from '../tables.ts';
import { arriveAtPickup } from './arrive-at-pickup.ts';
import { handOver } from './hand-over.ts';

export interface StopInput {
  readonly stopId: string;
  readonly outcome: 'done' | 'failed';
  readonly failReason: string;
  /** When it really happened: the phone may have been offline. */
  readonly doneAt?: Date | undefined;
}

/**
 * A stop is behind the courier. Done: loaded, laid down at the pickup point, or handed over. Failed: its parcels go
 * back to the place they were loaded at, packed, and go with the next wave. Told again with the same outcome it does no
 * harm. Answers the route's id.
 *
 * @throws Refusal not-found, not-allowed, wave-state (the route is not on the road), stop-state (the other outcome
 * was told before), done-at-implausible
 */
export async function completeStop(tx: Tx, input: StopInput): Promise<string> {
  const known = await findStop(tx, input.stopId);
  const route = known && (await lockRoute(tx, known.routeId));
  if (!route) throw new Refusal('not-found', {}, 'stopId');
  refuseUnless(mayDrive(tx.actor, route), 'not-allowed');
  const stop = (await findStop(tx, input.stopId))!;
  if (stop.state !== 'pending') {
    refuseUnless(stop.state === input.outcome, 'stop-state');
    return route.routeId;
  }
  refuseUnless(route.state === 'running', 'wave-state', { state: '还没出发' });
  const at = whenDone(input.doneAt, tx.now);
  await endStop(tx, stop.stopId, { state: input.outcome, failReason: input.failReason, doneAt: at });
  const parcels = await findShipments(tx, stop.shipmentIds);
  if (input.outcome === 'failed') await bringBack(tx, stop, parcels, input.failReason);
  else await succeed(tx, stop, parcels, at);

  const versions = await ruleVersionsOfWaves(tx, [route.waveId]);
  await announce(tx, [
    stopCompleted(route, stop, {
      outcome: input.outcome,
      at,
      orderGroupIds: [...new Set(parcels.map(({ orderGroupId }) => orderGroupId))],
      ruleVersion: versions.get(route.waveId)!,
    }),
  ]);
  await finishRoute(tx, route.routeId, route.waveId);
  return route.routeId;
}

async function succeed(tx: Tx, stop: Stop, parcels: readonly Shipment[], at: Date): Promise<void> {
  if (stop.kind === 'load') {
    await addOrderEvents(tx, eventsFor(parcels, 'loaded', `${stop.name} 已装车`));
  } else if (stop.kind === 'drop-at-pickup-point') {
    await arriveAtPickup(
      tx,
      parcels.filter(({ state }) => state === 'on-the-way'),
    );
  } else {
    const done = await finishShipments(tx, stop.shipmentIds, 'on-the-way', at);
    await addOrderEvents(tx, eventsFor(done, 'delivered', '已送达'));
    await handOver(tx, done, at);
  }
}

async function bringBack(tx: Tx, stop: Stop, parcels: readonly Shipment[], reason: string): Promise<void> {
  const ids = parcels.map(({ shipmentId }) => shipmentId);
  const back = await moveShipments(tx, ids, ['on-the-way'], 'failed');
  const lines = await allocationsOfShipments(
    tx,
    back.map(({ shipmentId }) => shipmentId),
  );
  await setLineState(
    tx,
    lines.map(({ orderLineId }) => orderLineId),
    'picked',
  );
  const what = stop.kind === 'load' ? '没有装上车' : '这次没有送到';
  await addOrderEvents(tx, eventsFor(back, 'came-back', `${what}${reason && `：${reason}`}，随下一波再送`));
  if (stop.kind === 'load') await skipEmptyStops(tx, stop.routeId, '没有装上车');
}

/** One sentence per shop order, however many parcels. */
function eventsFor(parcels: readonly Shipment[], kind: string, text: string) {
  const orders = new Map(parcels.map(({ shopOrderId, orderGroupId }) => [shopOrderId, orderGroupId]));
  return [...orders].map(([shopOrderId, orderGroupId]) => ({ orderGroupId, shopOrderId, kind, text }));
}

async function finishRoute(tx: Tx, routeId: string, waveId: string): Promise<void> {
  const stops = await stopsOfRoutes(tx, [routeId]);
  if (stops.some(({ state }) => state === 'pending')) return;
  await setRouteState(tx, routeId, 'done');
  await finishWave(tx, waveId);
}
