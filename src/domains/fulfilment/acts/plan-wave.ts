import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { Point } from '../../../kernel/geo.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';
import type { AllocationPlan, AllocationProblem } from '../../../solvers/allocation/types.ts';
import { listStaff } from '../../membership/index.ts';
import { setLineState } from '../../ordering/index.ts';
import { currentRules } from '../../rulebook/index.ts';
import { nextNumber } from '../../supply/index.ts';
import { isDue, nextDeparture } from '../rules/due-for-wave.ts';
import { lockReturned, sendAgain } from '../store/shipments.ts';
import { findWave, insertWave } from '../store/waves.ts';
import type { UnservedLine } from '../tables.ts';
import { choosePlaces, toProblem, type Prepared, type Ways } from './choose-places.ts';
import { gatherPlaces } from './gather-places.ts';
import { gatherReady, type ReadyOrder } from './gather-ready.ts';
import { packParcels } from './pack-parcels.ts';
import { planDeliveries } from './plan-deliveries.ts';

/** What a wave is planned for in a second or two; the rest waits for the next one. */
const ordersMax = 400;
/** Parcels that came back and go again with one wave. */
const returnedMax = 200;

/** An allocation made before, and what none of the same lines could cost less than. */
export interface PreparedWave extends Prepared {
  readonly boundFen: number | null;
}

export interface WaveInput {
  readonly departsAt?: Date | undefined;
  readonly courierMemberIds: readonly string[];
}

/**
 * Plans a wave as a draft: takes every ready line that is due and the parcels that came back, chooses the place that
 * serves each line, packs parcels and plans the couriers' routes. Answers the wave's id.
 *
 * @param prepared an allocation made before, outside the transaction; if it does not hold any more it is made again
 *
 * @throws Refusal nothing-to-ship; not-found for somebody who is no courier; order-state when a line is cancelled at
 * this very moment
 */
export async function planWave(tx: Tx, input: WaveInput, prepared?: PreparedWave): Promise<string> {
  const couriers = await checkCouriers(tx, input.courierMemberIds);
  // Taking the number locks its serial: waves are planned one after the other and never share a line.
  const number = await nextNumber(tx, 'W');
  const ready = await gatherReady(tx);
  const returned = await lockReturned(tx, returnedMax);
  const { departsAt, orders } = dueOf(tx, input, ready, returned.length);
  refuseUnless(orders.length + returned.length > 0, 'nothing-to-ship');

  const { rules, version } = await currentRules(tx);
  const variantIds = [...new Set(orders.flatMap(({ lines }) => lines.map((line) => line.variantId)))];
  const places = await gatherPlaces(tx, variantIds);
  await setLineState(
    tx,
    orders.flatMap(({ lines }) => lines.map(({ orderLineId }) => orderLineId)),
    'allocated',
  );
  const plan = await choosePlaces(tx, orders, places, rules, prepared);
  await setLineState(
    tx,
    plan.unserved.map(({ lineId }) => lineId),
    'ready',
  );
  const waveId = tx.newId();
  const unserved = describeUnserved(plan, orders);
  const figures = figuresOf(plan, prepared);
  await insertWave(tx, { waveId, number, departsAt, couriers, ruleVersion: version, unserved, ...figures });
  await packParcels(tx, { waveId, waveNumber: number, orders, places, plan, rules });
  await sendAgain(
    tx,
    waveId,
    returned.map(({ shipmentId }) => shipmentId),
  );
  const wave = await findWave(tx, waveId);
  await planDeliveries(tx, wave!);
  return waveId;
}

interface GatheredWave {
  /** Ways are wanted from each of these points to each of those. */
  readonly from: readonly Point[];
  readonly to: readonly Point[];
  problem(ways: Ways): AllocationProblem;
}

/** What a wave planned now would allocate; null when nothing is due. */
export async function gatherWave(db: Reader, input: WaveInput): Promise<GatheredWave | null> {
  const { orders } = dueOf(db, input, await gatherReady(db), 0);
  if (orders.length === 0) return null;
  const { rules } = await currentRules(db);
  const variantIds = [...new Set(orders.flatMap(({ lines }) => lines.map((line) => line.variantId)))];
  const places = await gatherPlaces(db, variantIds);
  return {
    from: places.map(({ point }) => point),
    to: orders.map(({ destination }) => destination),
    problem: (ways) => toProblem(orders, places, rules, ways),
  };
}

/** When it leaves, and the orders that go with it. */
function dueOf(db: Reader, input: WaveInput, ready: readonly ReadyOrder[], returned: number) {
  const slots = [...ready.map(({ slotStart }) => slotStart), ...Array<null>(returned).fill(null)];
  const departsAt = input.departsAt ? laterOf(input.departsAt, db.now) : nextDeparture(slots, db.now);
  const orders = ready.filter(({ slotStart }) => isDue(slotStart, departsAt)).slice(0, ordersMax);
  return { departsAt, orders };
}

/** A bound is told only with the very plan it was reckoned for. */
function figuresOf(plan: AllocationPlan, prepared: PreparedWave | undefined) {
  const sum = plan.served.reduce((total, { cost }) => total + cost.costFen, 0);
  const isSame = prepared?.plan === plan && plan.unserved.length === 0;
  const boundFen = isSame && prepared.boundFen !== null ? Math.min(sum, Math.floor(prepared.boundFen)) : null;
  return { costFen: BigInt(sum), boundFen: boundFen === null ? null : BigInt(boundFen) };
}

/** A form that was filled in slowly still means "now". */
function laterOf(asked: Date, now: Date): Date {
  return asked > now ? asked : now;
}

export async function checkCouriers(tx: Tx, memberIds: readonly string[]): Promise<string[]> {
  const couriers = new Set((await listStaff(tx, 'courier')).map(({ memberId }) => memberId));
  const wanted = [...new Set(memberIds)];
  const stranger = wanted.findIndex((memberId) => !couriers.has(memberId));
  if (stranger >= 0) throw new Refusal('not-found', {}, `courierMemberIds.${stranger}`);
  return wanted;
}

function describeUnserved(plan: AllocationPlan, orders: readonly ReadyOrder[]): UnservedLine[] {
  const reasons = new Map(plan.unserved.map(({ lineId, reason }) => [lineId, reason]));
  return orders.flatMap(({ orderNumber, lines }) =>
    lines.flatMap(({ orderLineId, title }) => {
      const reason = reasons.get(orderLineId);
      return reason ? [{ orderLineId, orderNumber, title, reason }] : [];
    }),
  );
}
