/** Ten times what the shop can take, for half a minute: who is told to wait, who is served, and when it is calm again. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { openIntake } from '../src/edge/intake.ts';
import type { BurstLoad, PhaseFigures } from './burst-shoppers.ts';
import { verifyOrders } from './intake-sums.ts';
import { openMeter, overNodes } from './intake-ways.ts';
import { priceFen, type BenchWorld } from './intake-world.ts';
import { listen } from './order-door.ts';

const burstFactor = 10;
/** Before and after the burst, of the capacity. */
const calmFactor = 0.3;
/** More than the queue of the intake holds, so that it is the queue that says no. */
const linesMax = 8_000;
const plan = {
  full: { calmSeconds: 5, burstSeconds: 30, afterSeconds: 60 },
  quick: { calmSeconds: 3, burstSeconds: 6, afterSeconds: 20 },
} as const;

export async function measureBurst(world: BenchWorld, isQuick: boolean): Promise<Record<string, object[]>> {
  const { calmSeconds, burstSeconds, afterSeconds } = plan[isQuick ? 'quick' : 'full'];
  const intake = openIntake(world.intake, { warn: () => {} });
  const door = await listen(world, intake);
  try {
    const meter = openMeter(() => null, { warmUpMs: 500, measureMs: 2_000 });
    const { ordersPerSecond } = await meter.measure(
      { goods: 'spread', way: 'capacity', buyers: 256 },
      overNodes(world, [door.port]),
    );
    const calm = ordersPerSecond * calmFactor;
    const figures = await shopAll({
      ...{ port: door.port, slug: world.slug, shopId: world.shopId, priceFen: String(priceFen) },
      ...{ goodsKeys: world.goodsKeys, tokens: world.crowd.map(({ token }) => token), linesMax },
      phases: [
        { name: 'before', perSecond: calm, seconds: calmSeconds },
        {
          name: `burst, ${burstFactor} × capacity`,
          perSecond: ordersPerSecond * burstFactor,
          seconds: burstSeconds,
        },
        { name: 'after', perSecond: calm, seconds: afterSeconds },
      ],
    });
    const failed = figures.reduce((sum, one) => sum + one.failed + one.busyWithoutRetryAfter, 0);
    if (failed > 0) throw new Error(`In the burst ${failed} answers were neither an order nor a wait`);
    const ordered = figures.reduce((sum, one) => sum + one.ordered, 0);
    // Everyone who was answered has one order, and nobody else has any.
    const sums = await verifyOrders(world, meter.accepted() + ordered);
    return { capacity: [{ ordersPerSecond }], burst: figures, 'sums after the burst': [sums] };
  } finally {
    await door.close();
    await intake.drain();
  }
}

function shopAll(load: BurstLoad): Promise<PhaseFigures[]> {
  const child = fork(join(import.meta.dirname, 'burst-shoppers.ts'));
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', (code) => reject(new Error(`The shoppers left with ${code}`)));
    child.once('message', (figures: PhaseFigures[]) => resolve(figures));
    child.send(load);
  });
}
