import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cutOffSeconds, openPoolWorld, type PoolWorld } from '../../../../test/worlds/pools.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { cancelCommitments, closeDuePools, releaseCommitments } from '../index.ts';

let pools: PoolWorld;
let inspector: Client;
beforeAll(async () => {
  pools = await openPoolWorld();
  inspector = new Client({ connectionString: pools.world.url });
  await inspector.connect();
});
afterAll(async () => {
  await inspector.end();
  await pools.world.close();
});

type Command =
  | { readonly do: 'hold'; readonly pool: number; readonly quantity: number }
  | { readonly do: 'pay' | 'release' | 'cancel'; readonly lines: readonly number[] }
  | { readonly do: 'pass' };

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('hold' as const),
      pool: fc.nat(1),
      quantity: fc.integer({ min: 1, max: 40 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('pay' as const, 'pay' as const, 'release' as const, 'cancel' as const),
      lines: fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pass' as const) }) },
);

async function run(some: Command, poolIds: readonly string[], lines: string[]): Promise<void> {
  if (some.do === 'hold') {
    lines.push(await pools.hold(poolIds[some.pool]!, some.quantity));
  } else if (some.do === 'pass') {
    pools.world.clock.forward(cutOffSeconds);
    await pools.home.transact(null, closeDuePools);
  } else {
    const chosen = [...new Set(some.lines.flatMap((at) => lines[at] ?? []))];
    if (some.do === 'pay') await pools.pay(...chosen);
    if (some.do === 'release')
      await pools.home.transact(null, (tx) => releaseCommitments(tx, chosen, 'expired'));
    if (some.do === 'cancel') await pools.home.transact(null, (tx) => cancelCommitments(tx, chosen));
  }
}

/** Read straight from the tables: what the acts say of themselves proves nothing. */
async function findFaults(poolIds: readonly string[]): Promise<unknown[]> {
  const { rows } = await inspector.query(
    `select p.pool_id, p.state, p.held_quantity, p.paid_quantity, c.held, c.paid, o.state as order_state
     from pool p
     cross join lateral (
       select coalesce(sum(quantity) filter (where state = 'held'), 0)::int as held,
         coalesce(sum(quantity) filter (where state in ('paid', 'refunded')), 0)::int as paid,
         coalesce(sum(served_quantity), 0)::int as served
       from pool_commitment where alliance_id = p.alliance_id and pool_id = p.pool_id) c
     left join purchase_order o on o.alliance_id = p.alliance_id and o.pool_id = p.pool_id
     where p.pool_id = any($1::uuid[]) and (
       p.held_quantity <> c.held or p.paid_quantity <> c.paid or p.held_quantity + p.paid_quantity > p.cap
       or (p.state = 'open' and (p.paid_quantity >= p.threshold or o.state is not null))
       or (p.state = 'formed' and o.state is distinct from 'pre-ordered')
       or (p.state = 'closed' and (o.state is distinct from 'final' or p.paid_quantity < p.threshold or c.held <> 0
         or o.final_quantity <> c.served + o.surplus_quantity or o.final_quantity % p.pack_size <> 0))
       or (p.state = 'failed' and (c.held <> 0 or c.served <> 0 or coalesce(o.state, 'cancelled') <> 'cancelled')))`,
    [poolIds],
  );
  return rows;
}

test('after any sequence of acts the counters equal the commitments and the order its lines', async () => {
  const policies = fc.record({
    belowPolicy: fc.constantFrom('refund' as const, 'prolong' as const),
    remainderPolicy: fc.constantFrom(
      'round-down-refund' as const,
      'round-up-stock' as const,
      'offer-again' as const,
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 30 }), policies, async (commands, how) => {
      const terms = { ...how, cap: 102 };
      const first = await pools.openRound(terms);
      const second = await pools.openRound({ ...terms, mode: 'own' });
      const poolIds = [first.poolId, second.poolId];
      const lines: string[] = [];
      for (const some of commands) {
        await run(some, poolIds, lines).catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error;
        });
        expect(await findFaults(poolIds)).toEqual([]);
      }
    }),
    { numRuns: 25 },
  );
}, 60_000);
