import type { Tx } from '../../../engines/db/tx.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';
import { orderParts } from '../../../solvers/allocation/order-parts.ts';
import { onBehalfFeeFen, rulesOfVersion, type Rules } from '../../rulebook/index.ts';
import { allocateStock, unallocateStock } from '../../stock/index.ts';
import { bagLabel } from '../rules/bag-label.ts';
import { feeShares } from '../rules/fee-shares.ts';
import { allocationsOfWave, moveAllocation, setExplanations } from '../store/allocations.ts';
import { deleteEmptyShipments, insertShipments, shipmentsOfWave } from '../store/shipments.ts';
import type { Allocation, Explanation, Shipment, Wave } from '../tables.ts';
import { allocationCosts } from './choose-places.ts';
import { expectWave } from './expect-wave.ts';
import { gatherPlaces, type PlaceInfo } from './gather-places.ts';
import { isOnBehalf } from './pack-parcels.ts';
import { planDeliveries } from './plan-deliveries.ts';

export interface OverrideInput {
  readonly waveId: string;
  readonly allocationId: string;
  readonly locationId: string;
}

/**
 * The operator's word stands above the plan: the line is served from there, its stock is moved, fees and routes are
 * reckoned again. What was chosen before is kept as the runner-up.
 *
 * @throws Refusal wave-state, not-found, goods-elsewhere (pool goods), no-cold-store, not-enough-stock
 */
export async function overrideAllocation(
  tx: Tx,
  { waveId, allocationId, locationId }: OverrideInput,
): Promise<void> {
  const wave = await expectWave(tx, waveId, ['draft']);
  const allocations = await allocationsOfWave(tx, waveId);
  const allocation = allocations.find((one) => one.allocationId === allocationId);
  if (!allocation) throw new Refusal('not-found', {}, 'allocationId');
  const places = await gatherPlaces(tx, [allocation.variantId]);
  const to = places.find((place) => place.placeId === locationId);
  if (!to) throw new Refusal('not-found', {}, 'locationId');
  if (allocation.locationId === locationId) return;
  refuseUnless(allocation.poolId === null, 'goods-elsewhere', {}, 'locationId');
  const isCold = allocation.temperatureZone === 'chilled' || allocation.temperatureZone === 'frozen';
  refuseUnless(!isCold || to.hasColdStore, 'no-cold-store', { place: to.name }, 'locationId');
  await moveStock(tx, allocation, locationId);
  const rules = await rulesOfVersion(tx, wave.ruleVersion);
  const shipments = await shipmentsOfWave(tx, waveId);
  const from = shipments.find(({ shipmentId }) => shipmentId === allocation.shipmentId)!;
  await moveAllocation(tx, {
    allocationId,
    locationId,
    shipmentId: await parcelAt(tx, wave, shipments, from, locationId),
    isOnBehalf: isOnBehalf(to, allocation.sellerShopId),
    explanation: explainOverride(allocation, from, to, places, rules),
  });
  await deleteEmptyShipments(tx, waveId);
  await reckonFees(tx, waveId, allocation.shopOrderId, rules);
  await planDeliveries(tx, wave);
}

async function moveStock(tx: Tx, allocation: Allocation, toLocationId: string): Promise<void> {
  const { variantId, quantity, locationId, orderLineId } = allocation;
  const row = { variantId, quantity, source: `order-line:${orderLineId}` };
  await unallocateStock(tx, [{ ...row, locationId }]);
  await allocateStock(tx, [{ ...row, locationId: toLocationId }]);
}

/** The parcel that the place already packs for this order, else a new one. */
async function parcelAt(
  tx: Tx,
  wave: Wave,
  shipments: readonly Shipment[],
  from: Shipment,
  locationId: string,
): Promise<string> {
  const known = shipments.find(
    (one) =>
      one.shopOrderId === from.shopOrderId && one.locationId === locationId && one.state === 'preparing',
  );
  if (known) return known.shipmentId;
  const shipmentId = tx.newId();
  const { state: _s, attempts: _a, shippedAt: _h, doneAt: _d, ...parcel } = from;
  const bags = shipments.map((one) => Number(one.bagLabel.split('-').at(-1)));
  const label = bagLabel(wave.number, Math.max(...bags) + 1);
  await insertShipments(tx, [{ ...parcel, shipmentId, locationId, bagLabel: label }]);
  return shipmentId;
}

function explainOverride(
  allocation: Allocation,
  parcel: Shipment,
  to: PlaceInfo,
  places: readonly PlaceInfo[],
  rules: Rules,
): Explanation {
  const placeOf = (shopId: string | null) => places.find((place) => place.shopId === shopId)?.placeId ?? null;
  const line = {
    lineId: allocation.orderLineId,
    variantId: allocation.variantId,
    quantity: allocation.quantity,
    needsCold: false,
    reservedAt: null,
    mayMove: true,
  };
  const order = {
    orderId: allocation.shopOrderId,
    destination: { lng: parcel.lng, lat: parcel.lat },
    sellerPlaceId: placeOf(allocation.sellerShopId),
    pickupPlaceId: parcel.pickupShopId === null ? null : placeOf(parcel.pickupShopId),
    lines: [line],
  };
  const problem = { places: [to], orders: [order], costs: allocationCosts(rules) };
  const cost = orderParts(problem, 0, [0]).byLine[0]!;
  const before = allocation.explanation.chosen;
  return {
    chosen: {
      locationName: to.name,
      costFen: cost.costFen.toString(),
      distanceFen: cost.distanceFen.toString(),
      parcelFen: cost.parcelFen.toString(),
      handlingFen: cost.handlingFen.toString(),
      onBehalfFeeFen: cost.onBehalfFeeFen.toString(),
    },
    runnerUp: { locationName: before.locationName, costFen: before.costFen, whyNot: 'overridden' },
    infeasible: allocation.explanation.infeasible.filter((one) => one.locationName !== to.name),
  };
}

/** A place that lost or won a line of an order packs other pieces for it now: the fee of all its lines changes. */
async function reckonFees(tx: Tx, waveId: string, shopOrderId: string, rules: Rules): Promise<void> {
  const lines = (await allocationsOfWave(tx, waveId)).filter((one) => one.shopOrderId === shopOrderId);
  const fees = feeShares(lines, (pieces) => onBehalfFeeFen(rules, pieces));
  await setExplanations(
    tx,
    lines.map((line) => {
      const feeFen = fees.get(line.orderLineId)!;
      return { orderLineId: line.orderLineId, feeFen, explanation: withFee(line.explanation, feeFen) };
    }),
  );
}

function withFee({ chosen, ...rest }: Explanation, feeFen: bigint): Explanation {
  const parts = [chosen.distanceFen, chosen.parcelFen, chosen.handlingFen].map(BigInt);
  const costFen = parts.reduce((sum, part) => sum + part, feeFen);
  return { ...rest, chosen: { ...chosen, onBehalfFeeFen: feeFen.toString(), costFen: costFen.toString() } };
}
