import type { Tx } from '../../../engines/db/tx.ts';
import { isOperator, mayActForShop } from '../../../kernel/actor.ts';
import type { Fen } from '../../../kernel/money.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';
import { recordWeights, setLineState } from '../../ordering/index.ts';
import { listLocations } from '../../stock/index.ts';
import { checkPlausible } from '../rules/plausible-weight.ts';
import { allocationsOfWave, markPicked } from '../store/allocations.ts';
import { completePicking } from '../store/shipments.ts';
import { finishWave } from '../store/waves.ts';
import type { Allocation } from '../tables.ts';
import { expectWave } from './expect-wave.ts';
import { arriveWithoutTransport } from './arrive-at-pickup.ts';

/** Picking goes on until the courier has left: what is found missing later is a claim. */
const pickingStates = ['confirmed', 'running'] as const;

export interface PickInput {
  readonly waveId: string;
  readonly orderLineId: string;
  /** Of the whole line. */
  readonly actualGram?: number | undefined;
}

/**
 * A line is in its bag. Goods by weight need the real weight: a light bag is refunded at once. Told again with the same
 * weight it does no harm.
 *
 * @returns the refund in fen
 * @throws Refusal not-found, not-allowed, wave-state, weight-missing, weight-implausible, already-picked
 */
export async function pickLine(tx: Tx, input: PickInput): Promise<{ refundFen: Fen }> {
  await expectWave(tx, input.waveId, pickingStates);
  const line = (await allocationsOfWave(tx, input.waveId)).find(
    (one) => one.orderLineId === input.orderLineId,
  );
  if (!line) throw new Refusal('not-found', {}, 'orderLineId');
  const mine = await myLines(tx, [line]);
  refuseUnless(mine.length === 1, 'not-allowed', {}, 'orderLineId');
  const actualGram = line.soldBy === 'gram' ? (input.actualGram ?? null) : null;
  if (line.pickedAt) {
    refuseUnless(actualGram === null || actualGram === line.actualGram, 'already-picked', {}, 'actualGram');
    return { refundFen: 0n };
  }
  if (line.soldBy === 'piece') {
    await takePicked(tx, input.waveId, [{ orderLineId: line.orderLineId, actualGram: null }]);
    return { refundFen: 0n };
  }
  if (actualGram === null) throw new Refusal('weight-missing', {}, 'actualGram');
  checkPlausible(line.nominalGram!, actualGram);
  const weighed = { orderLineId: line.orderLineId, actualGram };
  const refunds = await recordWeights(tx, [weighed]);
  await takePicked(tx, input.waveId, [weighed]);
  return { refundFen: refunds.get(line.orderLineId) ?? 0n };
}

/** Everything counted in pieces is in its bags: of the whole wave for operators, of their own place for shop people. */
export async function pickAll(tx: Tx, waveId: string): Promise<{ picked: number; toWeigh: number }> {
  await expectWave(tx, waveId, pickingStates);
  const open = (await allocationsOfWave(tx, waveId)).filter(({ pickedAt }) => pickedAt === null);
  const mine = await myLines(tx, open);
  const counted = mine.filter(({ soldBy }) => soldBy === 'piece');
  await takePicked(
    tx,
    waveId,
    counted.map(({ orderLineId }) => ({ orderLineId, actualGram: null })),
  );
  return { picked: counted.length, toWeigh: mine.length - counted.length };
}

async function takePicked(
  tx: Tx,
  waveId: string,
  lines: readonly { readonly orderLineId: string; readonly actualGram: number | null }[],
): Promise<void> {
  if (lines.length === 0) return;
  const picked = await markPicked(tx, waveId, lines);
  await setLineState(
    tx,
    picked.map(({ orderLineId }) => orderLineId),
    'picked',
  );
  const packed = await completePicking(tx, [...new Set(picked.map(({ shipmentId }) => shipmentId))]);
  await arriveWithoutTransport(tx, packed);
  await finishWave(tx, waveId);
}

/** Operators pick everywhere, shop people at their own place. */
async function myLines(tx: Tx, lines: readonly Allocation[]): Promise<Allocation[]> {
  if (isOperator(tx.actor)) return [...lines];
  const shops = new Map((await listLocations(tx)).map(({ locationId, shopId }) => [locationId, shopId]));
  return lines.filter(({ locationId }) => {
    const shopId = shops.get(locationId);
    return shopId != null && mayActForShop(tx.actor, shopId);
  });
}
