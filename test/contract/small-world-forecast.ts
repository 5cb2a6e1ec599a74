import { expect } from 'vitest';
import {
  beginForecast,
  countPaidOrder,
  gatherForecastInput,
  getForecastRuns,
  keepForecast,
  startForecast,
} from '../../src/domains/insight/index.ts';
import { planReplenishment } from '../../src/solvers/replenishment/plan-replenishment.ts';
import type { FoundedAlliance, World } from '../worlds/alliance.ts';

/** Sold yesterday, forecast today: an item on the first shop's shelf. */
export async function forecastItem(
  world: World,
  { founded, variantId, memberId }: { founded: FoundedAlliance; variantId: string; memberId: string },
): Promise<void> {
  const paidAt = new Date(world.clock.now().getTime() - 86_400_000);
  const line = {
    ...{ variantId, poolId: null, sellerShopId: founded.shops[0]!.shopId, roomShopId: null, sessionId: null },
    ...{ quantity: 3, amountFen: 3_600n },
  };
  await founded.transact(null, async (tx) => {
    await countPaidOrder(tx, { orderGroupId: tx.newId(), memberId, paidAt, lines: [line] });
  });
  const { runId } = await founded.transact(founded.operator, startForecast);
  const input = await founded.transact(null, async (tx) => {
    expect(await beginForecast(tx, runId)).toBe(true);
    return gatherForecastInput(tx);
  });
  const plan = await planReplenishment(input!.task);
  await founded.transact(null, (tx) => keepForecast(tx, runId, input!, plan));
  const { shown } = await founded.transact(founded.operator, getForecastRuns);
  expect(shown).toMatchObject({ runId, state: 'done' });
}
