import { checkCounters } from '../src/domains/stock/index.ts';
import { withClient } from '../test/worlds/server.ts';
import type { BenchWorld } from './intake-world.ts';

export interface Sums {
  readonly answered: number;
  readonly orders: number;
  readonly pieces: number;
  readonly held: number;
  readonly facts: number;
}

/**
 * After the run: every answered order is there once, what is held is what was ordered, every order announced itself,
 * every total is the sum of its lines, and the counters are their movements. Throws where anything differs.
 */
export async function verifyOrders(world: BenchWorld, answered: number): Promise<Sums> {
  const sums = await withClient(world.url, async (client) => {
    const { rows } = await client.query<Sums & { off: number }>(
      `select $1::int as answered, (select count(*)::int from order_group) as orders,
         (select sum(quantity)::int from order_line) as pieces, (select sum(held + allocated)::int from stock_counter) as held,
         (select count(*)::int from outbox where kind = 'order-placed') as facts,
         (select count(*)::int from order_group g where total_fen <> (
           select sum(amount_fen) from order_line l where l.alliance_id = g.alliance_id
             and l.order_group_id = g.order_group_id)) as off`,
      [answered],
    );
    return rows[0]!;
  });
  const differences = await world.app.read({ allianceId: world.allianceId, actor: null }, checkCounters);
  const { orders, pieces, held, facts, off } = sums;
  const isSound = orders === answered && pieces === held && facts === orders && off === 0;
  if (!isSound || differences.length > 0) {
    throw new Error(`The sums are wrong: ${JSON.stringify({ ...sums, counters: differences.slice(0, 5) })}`);
  }
  return { answered, orders, pieces, held, facts };
}
